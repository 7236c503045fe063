package io.sixgate.james.incoming;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** A message's header as its fields, each with its folded lines (RFC 5322, section 2.2.3). */
record HeaderFields(List<String> fields) {

  /** Bytes stay what they are: one character a byte. */
  static HeaderFields of(byte[] header) {
    List<String> fields = new ArrayList<>();
    String text = new String(header, StandardCharsets.ISO_8859_1);
    int start = 0;
    while (start < text.length()) {
      int end = endOfLine(text, start);
      while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
        end = endOfLine(text, end);
      }
      fields.add(text.substring(start, end));
      start = end;
    }
    return new HeaderFields(fields);
  }

  /** CR LF, or one of them: where a lone one is repaired it ends a line for the next server. */
  private static int endOfLine(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    if (text.startsWith("\r\n", at)) {
      return at + 2;
    }
    return Math.min(at + 1, text.length());
  }

  /** How many fields have this name, given in lower case. */
  int count(String name) {
    return (int) fields.stream().filter(field -> isNamed(field, name)).count();
  }

  /** The text of all but those of this name whose value is refused. */
  String without(String name, Predicate<String> refused) {
    StringBuilder rest = new StringBuilder();
    for (String field : fields) {
      if (!isNamed(field, name) || !refused.test(field.substring(field.indexOf(':') + 1))) {
        rest.append(field);
      }
    }
    return rest.toString();
  }

  private static boolean isNamed(String field, String name) {
    int colon = field.indexOf(':');
    return colon > 0 && field.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name);
  }
}
