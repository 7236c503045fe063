package io.sixgate.dns.dnsdist;

/** Text as a literal of Lua 5.1 (reference manual, section 2.1). */
public final class LuaText {
  private LuaText() {}

  /** In single quotes, with whatever could end or bend it escaped. */
  public static String quoted(String text) {
    StringBuilder literal = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c < 127 && c != '\'' && c != '\\';
      literal.append(plain ? String.valueOf(c) : String.format("\\%03d", c & 0xff));
    }
    return literal.append('\'').toString();
  }
}
