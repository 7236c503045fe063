package io.sixgate.agent.log;

/** Writing text so that it stays on its line, in its value, and visible. */
final class Escape {

  private Escape() {}

  /** A logfmt value: bare if it can be, else in double quotes with {@code \} escapes. */
  static String value(String text) {
    boolean bare =
        !text.isEmpty()
            && text.codePoints()
                .noneMatch(c -> c == '"' || c == '\\' || c == '=' || c == ' ' || isHidden(c));
    if (bare) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append('"');
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\');
              }
              append(out, c);
            });
    return out.append('"').toString();
  }

  /** The text with line ends, control and format characters as escapes, all else as it is. */
  static String hidden(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c == '\n') {
      out.append("\\n");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (isHidden(c)) {
      out.append(c > 0xffff ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
    } else {
      out.appendCodePoint(c);
    }
  }

  /** Format characters too: bidirectional overrides make a line read as another one. */
  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
