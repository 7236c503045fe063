package io.sixgate.snmp.agent;

import io.sixgate.agent.log.Line;
import io.sixgate.inventory.model.Snmp;
import io.sixgate.snmp.engine.SnmpEngine;
import io.sixgate.snmp.mib.NoticeObjects;
import io.sixgate.snmp.notice.Notice;
import io.sixgate.snmp.notice.Notices;
import io.sixgate.snmp.notice.Troubles;
import io.sixgate.snmp.observe.Seen;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers what has begun and what is over. Sees from the watcher's thread; who tells, and
 * how fast, comes from the loop's. Receivers that are new hear of all that is wrong.
 */
final class Herald {
  private static final Logger LOG = LoggerFactory.getLogger(Herald.class);

  private final Set<String> failures = new HashSet<>();
  private Optional<SnmpEngine> voice = Optional.empty();
  private int perMinute = Snmp.STANDARD.noticesPerMinute();
  private Notices notices = new Notices(perMinute, Instant.EPOCH);
  private long sent;

  /** Tells by this one from now on, and whatever is wrong anew if its receivers are other ones. */
  synchronized void speak(SnmpEngine engine) {
    boolean isNew =
        voice
            .filter(before -> before.listening().sending().equals(engine.listening().sending()))
            .isEmpty();
    voice = Optional.of(engine);
    if (isNew) {
      notices = new Notices(perMinute, Instant.EPOCH);
      failures.clear();
    }
  }

  /** At most so many a minute. */
  synchronized void pace(int most) {
    perMinute = most;
  }

  synchronized void see(Seen seen) {
    if (voice.filter(engine -> !engine.listening().sending().receivers().isEmpty()).isEmpty()) {
      return;
    }
    List<Notice> due = notices.next(Troubles.of(seen), seen.at(), perMinute);
    for (Notice notice : due) {
      sent++;
      voice
          .get()
          .announce(NoticeObjects.type(notice), NoticeObjects.of(notice, notices.waiting()))
          .stream()
          .filter(failures::add)
          .forEach(text -> Line.event("not-told").with("text", text).warn(LOG));
    }
  }

  /** Since the process began. */
  synchronized long sent() {
    return sent;
  }

  synchronized int waiting() {
    return notices.waiting();
  }
}
