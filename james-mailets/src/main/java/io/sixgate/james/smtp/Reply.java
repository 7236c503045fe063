package io.sixgate.james.smtp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an SMTP server answered (RFC 5321, section 4.2).
 *
 * @param code 200 to 599
 * @param lines the text of each line, without the code; never empty
 */
public record Reply(int code, List<String> lines) {
  /** RFC 3463, section 2. */
  private static final Pattern ENHANCED =
      Pattern.compile("([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?: (.*))?", Pattern.DOTALL);

  public Reply {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException(code + " is not an SMTP reply code");
    }
    lines = lines.isEmpty() ? List.of("") : List.copyOf(lines);
  }

  /** A reply of our own, e.g. {@code of(451, "4.4.2 connection lost")}. */
  public static Reply of(int code, String text) {
    return new Reply(code, List.of(text));
  }

  public boolean isPositive() {
    return code < 300;
  }

  public boolean isIntermediate() {
    return code >= 300 && code < 400;
  }

  public boolean isTransient() {
    return code >= 400 && code < 500;
  }

  public boolean isPermanent() {
    return code >= 500;
  }

  /** The lines as one, with the enhanced code of the first line only. */
  public String text() {
    StringBuilder text = new StringBuilder(lines.get(0));
    Optional<String> enhanced = enhancedCode();
    for (String line : lines.subList(1, lines.size())) {
      String rest = line;
      if (enhanced.isPresent() && line.startsWith(enhanced.get() + " ")) {
        rest = line.substring(enhanced.get().length() + 1);
      }
      text.append(' ').append(rest);
    }
    return text.toString();
  }

  /** The enhanced status code (RFC 3463) that the server gave, e.g. {@code 5.1.1}. */
  public Optional<String> enhancedCode() {
    Matcher matcher = ENHANCED.matcher(lines.get(0));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The enhanced status code, or the one that says nothing but the class. */
  public String status() {
    return enhancedCode().orElse(code / 100 + ".0.0");
  }

  /** {@code 550 5.1.1 no such user}, on one line. */
  @Override
  public String toString() {
    return code + " " + text();
  }
}
