package io.sixgate.nat64.jool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The file from which Jool makes an instance, and its globals and pool4 later on. A row or a global
 * that it does not name is reset, so it is always whole; entries it takes only when it makes the
 * instance.
 */
final class JoolFile {
  private static final JsonMapper JSON = new JsonMapper();

  private JoolFile() {}

  static String text(JoolState state) {
    ObjectNode root = JSON.createObjectNode();
    root.put("instance", JoolCli.INSTANCE);
    root.put("framework", "netfilter");
    root.putObject("global")
        .put("pool6", state.pool6().toString())
        .put("manually-enabled", state.enabled())
        .put("logging-bib", state.logging());
    ArrayNode pool4 = root.putArray("pool4");
    for (PoolRow row : state.pool4()) {
      pool4
          .addObject()
          .put("mark", row.mark())
          .put("protocol", row.protocol().name())
          .put("prefix", row.block().address() + "/32")
          .put("port range", ports(row));
    }
    ArrayNode bib = root.putArray("bib");
    state
        .bib()
        .forEach(
            (key, target) ->
                bib.addObject()
                    .put("protocol", key.protocol().name())
                    .put("ipv6 address", target.toString())
                    .put("ipv4 address", key.toString()));
    return root.toPrettyString() + "\n";
  }

  private static String ports(PoolRow row) {
    return row.block().ports().first() + "-" + row.block().ports().last();
  }

  /** The entries that the file names; none if there is no such file. */
  static SortedSet<BibKey> entries(Path file) throws IOException {
    SortedSet<BibKey> keys = new TreeSet<>();
    if (!Files.exists(file)) {
      return keys;
    }
    try {
      for (JsonNode entry : JSON.readTree(file.toFile()).path("bib")) {
        String[] end = entry.path("ipv4 address").asText().split("#", 2);
        keys.add(
            new BibKey(
                L4.valueOf(entry.path("protocol").asText()),
                Ipv4Address.parse(end[0]),
                Port.parse(end[1])));
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(file + " is not what was written there; remove it: " + e, e);
    }
    return keys;
  }
}
