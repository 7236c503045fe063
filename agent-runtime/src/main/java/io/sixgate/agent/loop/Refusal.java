package io.sixgate.agent.loop;

import java.util.Locale;

/**
 * Why the brake holds a plan back.
 *
 * @param removals entries the plan would remove
 * @param present entries on the server
 * @param brake whose limits it passes
 */
public record Refusal(int removals, int present, Brake brake) {

  /**
   * The refusal in words.
   *
   * @param wayOn what to do if the plan is wanted, e.g. {@code run "sixgate force sni-router"}
   */
  public String text(String wayOn) {
    return String.format(
        Locale.ROOT,
        "the plan removes %d of %d entries%s, which is more than %s and more than %d;"
            + " no entry was removed; if that is wanted, %s",
        removals,
        present,
        present == 0 ? "" : " (" + percent((double) removals / present) + ")",
        percent(brake.share()),
        brake.count(),
        wayOn);
  }

  private static String percent(double share) {
    double percent = Math.round(share * 1000) / 10.0;
    return (percent == Math.rint(percent)
            ? String.valueOf((long) percent)
            : String.valueOf(percent))
        + " %";
  }
}
