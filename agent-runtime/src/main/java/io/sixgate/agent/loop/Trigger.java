package io.sixgate.agent.loop;

import java.util.Locale;

/** Why a pass is run. Several at once make one pass. */
public enum Trigger {
  /** The agent was started. */
  START(Depth.FULL),
  /** The inventory changed. */
  CHANGE(Depth.CHANGES),
  /** The server was restarted or reloaded. */
  SERVER(Depth.FULL),
  /** The operator sent SIGHUP. */
  HANGUP(Depth.FULL),
  /** The audit is due. */
  TIMER(Depth.FULL),
  /** The machine's clock was set: what the inventory has by date may have begun or ended. */
  CLOCK(Depth.FULL),
  /** The last pass failed. */
  RETRY(Depth.FULL),
  /** The operator lets a refused plan through. */
  FORCE(Depth.FULL);

  private final Depth depth;

  Trigger(Depth depth) {
    this.depth = depth;
  }

  Depth depth() {
    return depth;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
