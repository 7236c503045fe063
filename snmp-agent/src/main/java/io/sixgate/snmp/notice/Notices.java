package io.sixgate.snmp.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was told, and what is to be told next. It compares what was told with what is: what the
 * limit holds back is in the difference at the next look again, so that receivers end up with the
 * truth however much has happened meanwhile, and something that comes and goes costs two notices.
 */
public final class Notices {
  private final SortedMap<Trouble, String> told = new TreeMap<>();
  private Allowance allowance;
  private int waiting;

  public Notices(int perMinute, Instant now) {
    allowance = Allowance.whole(perMinute, now);
  }

  /**
   * What to tell now; it counts as told.
   *
   * @param troubles all there are, each with its text
   * @param perMinute 1 or more
   */
  public List<Notice> next(SortedMap<Trouble, String> troubles, Instant now, int perMinute) {
    List<Notice> all = difference(troubles);
    allowance = allowance.at(now, perMinute);
    List<Notice> due = all.subList(0, (int) Math.min(all.size(), allowance.left()));
    allowance = allowance.without(due.size());
    waiting = all.size() - due.size();
    for (Notice notice : due) {
      if (notice.over()) {
        told.remove(notice.trouble());
      } else {
        told.put(notice.trouble(), notice.text());
      }
    }
    return List.copyOf(due);
  }

  private List<Notice> difference(SortedMap<Trouble, String> troubles) {
    SortedMap<Trouble, Notice> all = new TreeMap<>();
    for (Map.Entry<Trouble, String> trouble : troubles.entrySet()) {
      if (!told.containsKey(trouble.getKey())) {
        all.put(trouble.getKey(), new Notice(trouble.getKey(), false, trouble.getValue()));
      }
    }
    told.forEach(
        (trouble, text) -> {
          if (!troubles.containsKey(trouble)) {
            all.put(trouble, new Notice(trouble, true, text));
          }
        });
    return new ArrayList<>(all.values());
  }

  /** How many were not told at the last look because of the limit. */
  public int waiting() {
    return waiting;
  }
}
