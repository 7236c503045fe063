package io.sixgate.james.spool;

/**
 * What went for one destination since the start.
 *
 * @param received what was taken for it
 * @param transmitted what it has taken; a message is counted each time that some of its recipients
 *     were taken, which is once as a rule
 * @param rejected answers 5xx, by its own server or by the gateway in its place: to a recipient, or
 *     to a message
 */
public record Traffic(Volume received, Volume transmitted, long rejected) {
  /** Nothing went. */
  public static final Traffic NONE = new Traffic(Volume.NONE, Volume.NONE, 0);

  /** Taken, to be handed over later. */
  public static Traffic received(Volume volume) {
    return new Traffic(volume, Volume.NONE, 0);
  }

  /** Handed over. */
  public static Traffic transmitted(Volume volume) {
    return new Traffic(Volume.NONE, volume, 0);
  }

  /** Handed over while it came. */
  public static Traffic cutThrough(Volume volume) {
    return new Traffic(volume, volume, 0);
  }

  /** Refused for good. */
  public static Traffic rejected(int answers) {
    return new Traffic(Volume.NONE, Volume.NONE, answers);
  }

  /** Both together. */
  public Traffic plus(Traffic more) {
    return new Traffic(
        received.plus(more.received), transmitted.plus(more.transmitted), rejected + more.rejected);
  }
}
