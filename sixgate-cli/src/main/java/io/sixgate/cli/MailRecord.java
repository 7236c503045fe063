package io.sixgate.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A DNS record of a mail domain.
 *
 * @param name with the final dot
 * @param data what the record says; of a TXT record the text itself
 */
record MailRecord(String name, String type, String data) {
  private static final int LONGEST_STRING = 255; // RFC 1035, section 3.3

  /** As a zone file has it. */
  String line() {
    if (!type.equals("TXT")) {
      return name + " " + type + " " + data;
    }
    List<String> strings = new ArrayList<>();
    for (int from = 0; from < data.length(); from += LONGEST_STRING) {
      strings.add('"' + data.substring(from, Math.min(data.length(), from + LONGEST_STRING)) + '"');
    }
    return name + " TXT " + String.join(" ", strings);
  }
}
