package io.sixgate.inventory.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Values as text, in the way their neighbours are written.
 *
 * @param quotes those of the neighbours' texts
 * @param json whether keys are quoted as well
 */
record EntryText(ScalarStyle quotes, boolean json) {
  /** What stands for itself in every context, also between the commas of a flow list. */
  private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_./-]*");

  /** {@code www.acme.example} or <code>{ name: …, services: [http, https] }</code>. */
  String flow(EntryValue value) {
    return value.match(
        text -> quoted(text.text()),
        number -> number.digits(),
        list -> list.texts().stream().map(this::quoted).collect(Collectors.joining(", ", "[", "]")),
        keys ->
            keys.values().entrySet().stream()
                .map(entry -> pair(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", "{ ", " }")));
  }

  /** {@code services: [http, https]}. */
  String pair(String key, EntryValue value) {
    return key(key) + ": " + flow(value);
  }

  String key(String text) {
    return json || !PLAIN.matcher(text).matches() ? doubled(text) : text;
  }

  /** The lines of a list item, each without its indentation. */
  List<String> block(EntryValue value) {
    return value.match(
        text -> List.of("- " + flow(text)),
        number -> List.of("- " + flow(number)),
        list -> List.of("- " + flow(list)),
        this::lines);
  }

  private List<String> lines(EntryValue.Keys keys) {
    List<String> lines = new ArrayList<>();
    keys.values()
        .forEach((key, value) -> lines.add((lines.isEmpty() ? "- " : "  ") + pair(key, value)));
    return lines;
  }

  private String quoted(String text) {
    if (quotes == ScalarStyle.SINGLE_QUOTED) {
      return "'" + text.replace("'", "''") + "'";
    }
    boolean plain = quotes == ScalarStyle.PLAIN && PLAIN.matcher(text).matches();
    return plain ? text : doubled(text);
  }

  private static String doubled(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
