package io.sixgate.agent.loop;

import java.util.Locale;

/** How much a plan is based on. */
public enum Depth {
  /** What is known of the server from the last full read and the outcomes since. */
  CHANGES,
  /**
   * Everything read back from the server: at start, after a failed or doubtful pass or a refusal,
   * when the server was restarted, on SIGHUP and at the audit.
   */
  FULL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
