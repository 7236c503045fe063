package io.sixgate.nat64.sessions;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through a log line by line, in the order in which it was written, for the sessions that an
 * address and port had at a time. netfilter gives one port to several sessions if they go to
 * different destinations, so that there may be more than one.
 */
public final class SessionSearch {
  /** A stretch of time in which nothing may have been written, though there were sessions. */
  public record Gap(Optional<Instant> from, Instant until) {}

  private final Ipv4Address address;
  private final Port port;
  private final Instant time;
  private final Map<SessionEvent.Key, Session> sessions = new LinkedHashMap<>();
  private String lastLine = "";
  private Optional<Gap> gap = Optional.empty();

  public SessionSearch(Ipv4Address address, Port port, Instant time) {
    this.address = address;
    this.port = port;
    this.time = time;
  }

  /** One line of Jool's in the kernel log, or any other line of it. */
  public void kernelLine(String line) {
    if (JoolLine.mayBeOf(line, address, port)) {
      JoolLine.parse(line).ifPresent(this::enter);
    }
  }

  /** One line of the files of {@link SessionFiles}. */
  public void fileLine(String line) {
    if (line.isEmpty()) {
      return;
    }
    Optional<Instant> start = SessionFiles.startOf(line);
    if (lastLine.isEmpty() || start.isPresent()) {
      // What was written last before the daemon started, or nothing: then the log begins here.
      Optional<Instant> last = UlogdLine.timeOf(lastLine);
      Optional<Instant> next = start.or(() -> UlogdLine.timeOf(line));
      if (last.filter(before -> !before.isBefore(time)).isEmpty()) {
        next.filter(begin -> begin.isAfter(time))
            .ifPresent(begin -> gap = gap.or(() -> Optional.of(new Gap(last, begin))));
      }
    }
    if (UlogdLine.mayBeOf(line, address, port)) {
      UlogdLine.parse(line).ifPresent(this::enter);
    }
    lastLine = line;
  }

  private void enter(SessionEvent event) {
    if (!event.address().equals(address) || !event.port().equals(port)) {
      return;
    }
    if (!event.begins() || event.time().isAfter(time)) {
      sessions.computeIfPresent(event.key(), (key, session) -> end(session, event.time()));
    } else {
      sessions.put(
          event.key(),
          new Session(
              event.protocol(), event.user(), event.destination(), event.time(), Optional.empty()));
    }
  }

  /** By its end, or by the next one in its place at the latest. */
  private Session end(Session session, Instant end) {
    if (session.until().isPresent()) {
      return session;
    }
    return end.isBefore(time) ? null : session.endedAt(end);
  }

  /** What was found. */
  public List<Session> sessions() {
    return new ArrayList<>(sessions.values());
  }

  /** Whether nothing may have been written at that time. */
  public Optional<Gap> gap() {
    return gap;
  }
}
