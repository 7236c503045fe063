package io.sixgate.james.smtp;

/** How far a conversation came. */
public enum Phase {
  CONNECT("connecting"),
  GREETING("waiting for the greeting"),
  HELLO("saying EHLO"),
  STARTTLS("starting TLS"),
  XCLIENT("telling the client's address"),
  MAIL("saying MAIL"),
  RCPT("saying RCPT"),
  DATA("saying DATA"),
  BODY("sending the message"),
  /** The final dot may have arrived: whether the message was taken is not known. */
  FINAL_DOT("waiting for the answer to the message"),
  RESET("saying RSET"),
  QUIT("saying QUIT");

  private final String words;

  Phase(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
