package io.sixgate.inventory.edit;

import io.sixgate.inventory.model.ClientAddressMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * An entry as text, in the way its neighbours are written.
 *
 * @param quotes those of the neighbours' texts
 * @param json whether keys are quoted as well
 */
record EntryText(EndpointEntry entry, ScalarStyle quotes, boolean json) {
  /** What stands for itself in every context, also between the commas of a flow list. */
  private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_./-]*");

  /** {@code www.acme.example} or <code>{ name: …, services: [http, https] }</code>. */
  String flow() {
    if (entry.isNameOnly()) {
      return quoted(entry.name().toString());
    }
    List<String> keys = new ArrayList<>();
    keys.add(key("name") + quoted(entry.name().toString()));
    clientAddress().ifPresent(keys::add);
    services().ifPresent(keys::add);
    ports().ifPresent(keys::add);
    return "{ " + String.join(", ", keys) + " }";
  }

  /** The lines of a list item, each without its indentation. */
  List<String> block() {
    if (entry.isNameOnly()) {
      return List.of("- " + quoted(entry.name().toString()));
    }
    List<String> lines = new ArrayList<>();
    lines.add("- " + key("name") + quoted(entry.name().toString()));
    clientAddress().ifPresent(line -> lines.add("  " + line));
    services().ifPresent(line -> lines.add("  " + line));
    ports().ifPresent(line -> lines.add("  " + line));
    return lines;
  }

  private Optional<String> services() {
    return entry.services().isEmpty()
        ? Optional.empty()
        : Optional.of(
            key("services")
                + "["
                + String.join(", ", entry.services().stream().map(this::quoted).toList())
                + "]");
  }

  private Optional<String> clientAddress() {
    return entry
        .clientAddress()
        .map(ClientAddressMode::text)
        .map(mode -> key("client-address") + quoted(mode));
  }

  private Optional<String> ports() {
    if (entry.ports().isEmpty()) {
      return Optional.empty();
    }
    List<String> ports = new ArrayList<>();
    entry.ports().forEach((service, port) -> ports.add(key(service) + port));
    return Optional.of(key("ports") + "{ " + String.join(", ", ports) + " }");
  }

  private String key(String text) {
    return (json || !PLAIN.matcher(text).matches() ? doubled(text) : text) + ": ";
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
