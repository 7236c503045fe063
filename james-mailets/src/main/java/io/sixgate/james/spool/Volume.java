package io.sixgate.james.spool;

/**
 * An amount of mail.
 *
 * @param bytes of header and body, the lines included that the gateway writes above them
 */
public record Volume(long messages, long bytes, long recipients) {
  /** Nothing. */
  public static final Volume NONE = new Volume(0, 0, 0);

  /** One message. */
  public static Volume of(long bytes, int recipients) {
    return new Volume(1, bytes, recipients);
  }

  /** Both together. */
  public Volume plus(Volume more) {
    return new Volume(messages + more.messages, bytes + more.bytes, recipients + more.recipients);
  }
}
