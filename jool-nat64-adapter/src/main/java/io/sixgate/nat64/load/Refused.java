package io.sixgate.nat64.load;

import java.time.Instant;

/**
 * How often a share was refused something.
 *
 * @param total since the agent was started, or as long as the kernel has counted
 * @param last when more of it was found; meaningless if there was none
 * @param isRecent whether that was in the last five minutes
 */
public record Refused(long total, Instant last, boolean isRecent) {
  /** Never. */
  public static final Refused NOTHING = new Refused(0, Instant.EPOCH, false);
}
