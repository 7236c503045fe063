package io.sixgate.agent.loop;

import java.util.Optional;

/**
 * Refuses a plan that removes more than a share of what is there <em>and</em> more than a count: an
 * emptied inventory folder must not switch customers off, a small gateway must stay easy to change.
 *
 * @param share 0 to 1; 1 never refuses
 * @param count entries, 0 or more
 */
public record Brake(double share, int count) {

  /** 30 % and 10 entries. */
  public static final Brake STANDARD = new Brake(0.30, 10);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if share or count are out of range
   */
  public Brake {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "brake share: " + share + " is not a share; use 0 to 1, e.g. 0.3 for 30 %");
    }
    if (count < 0) {
      throw new IllegalArgumentException(
          "brake count: " + count + " is not a number of entries; use 0 or more, e.g. 10");
    }
  }

  /** The refusal of the plan, or nothing if it may be applied. */
  public Optional<Refusal> judge(Plan plan) {
    boolean tooMany = plan.removals() > count;
    boolean tooLarge = plan.removals() > share * plan.present();
    return tooMany && tooLarge
        ? Optional.of(new Refusal(plan.removals(), plan.present(), this))
        : Optional.empty();
  }
}
