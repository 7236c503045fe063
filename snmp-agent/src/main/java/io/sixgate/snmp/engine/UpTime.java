package io.sixgate.snmp.engine;

import java.time.Duration;
import java.time.Instant;
import org.snmp4j.smi.TimeTicks;

/** Since when this process tells of the gateway: what sysUpTime counts from (RFC 3418). */
public final class UpTime {
  private static final int NANOS = 10_000_000;
  private static final long MOST = 0xffff_ffffL;

  private final Instant start;
  private final long startNanos = System.nanoTime();

  /**
   * From now on.
   *
   * @param start the time of day now
   */
  public UpTime(Instant start) {
    this.start = start;
  }

  /** sysUpTime, in hundredths of a second. A clock that is set does not change it. */
  public TimeTicks now() {
    return new TimeTicks((System.nanoTime() - startNanos) / NANOS & MOST);
  }

  /** The value of sysUpTime at that time; zero if it was before the start (RFC 2579, TimeStamp). */
  public TimeTicks at(Instant then) {
    return then.isBefore(start)
        ? new TimeTicks(0)
        : new TimeTicks(Duration.between(start, then).toMillis() / 10 & MOST);
  }
}
