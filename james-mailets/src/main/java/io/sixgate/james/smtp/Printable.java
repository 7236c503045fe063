package io.sixgate.james.smtp;

/** Text of clients and servers, fit for one line of an SMTP answer or of a header. */
public final class Printable {
  private static final int LONGEST = 200;

  private Printable() {}

  public static String of(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length() && safe.length() < LONGEST; i++) {
      char c = text.charAt(i);
      safe.append(c >= ' ' && c < 127 ? c : '?');
    }
    return safe.toString();
  }
}
