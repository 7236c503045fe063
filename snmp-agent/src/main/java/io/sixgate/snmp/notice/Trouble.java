package io.sixgate.snmp.notice;

import java.util.Comparator;

/**
 * Something that is not as it should be, from its beginning to its end.
 *
 * @param subject whose it is, e.g. {@code nat64} or {@code acme/web1 2001:db8:a::80}
 */
public record Trouble(Kind kind, String subject) implements Comparable<Trouble> {
  /** Kinds, the weightiest first; the number is that of the notification in SIXGATE-MIB. */
  public enum Kind {
    /** An agent is not heard of, or its status file cannot be read. */
    AGENT_STALE(1),
    /** The brake holds a plan back. */
    PLAN_REFUSED(2),
    /** A pool has nothing left to give. */
    POOL_EXHAUSTED(3),
    /** Mail was refused for want of room. */
    SPOOL_FULL(4),
    /** An address of a host does not answer. */
    HEALTH(5);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }

  private static final Comparator<Trouble> WEIGHTIEST_FIRST =
      Comparator.comparing(Trouble::kind).thenComparing(Trouble::subject);

  @Override
  public int compareTo(Trouble other) {
    return WEIGHTIEST_FIRST.compare(this, other);
  }
}
