package io.sixgate.nat64.jool;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.nat64.share.Block;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The file from which Jool makes an instance, and its globals and pool4 later on. A row or a global
 * that it does not name is reset, so it is always whole; entries it takes only when it makes the
 * instance.
 */
final class JoolFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();

  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

  private JoolFile() {}

  /** Entries go straight to the file: there may be twenty thousand. */
  static void write(JoolState state, Writer out) throws IOException {
    try (JsonGenerator json = PRETTY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("instance", JoolCli.INSTANCE);
      json.writeStringField("framework", "netfilter");
      json.writeObjectFieldStart("global");
      json.writeStringField("pool6", state.pool6().toString());
      json.writeBooleanField("manually-enabled", state.enabled());
      json.writeBooleanField("logging-bib", state.logging());
      json.writeEndObject();
      json.writeArrayFieldStart("pool4");
      for (PoolRow row : state.pool4()) {
        json.writeStartObject();
        json.writeNumberField("mark", row.mark());
        json.writeStringField("protocol", row.protocol().name());
        json.writeStringField("prefix", row.block().address() + "/32");
        json.writeStringField("port range", row.ports());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("bib");
      for (Map.Entry<BibKey, Bib.Run> run : state.bib().runs().entrySet()) {
        write(run.getKey(), run.getValue(), json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void write(BibKey key, Bib.Run run, JsonGenerator json) throws IOException {
    String gateway = key.address() + "#";
    String host = run.target().address() + "#";
    for (int i = 0; i < run.length(); i++) {
      json.writeStartObject();
      json.writeStringField("protocol", key.protocol().name());
      json.writeStringField("ipv6 address", host + (run.target().port().number() + i));
      json.writeStringField("ipv4 address", gateway + (key.port().number() + i));
      json.writeEndObject();
    }
  }

  /**
   * What the file says; empty if there is none.
   *
   * @throws IOException if it is damaged
   */
  static Optional<JoolState> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode root = JSON.readTree(file.toFile());
      JsonNode global = root.path("global");
      SortedSet<PoolRow> pool4 = new TreeSet<>();
      for (JsonNode row : root.path("pool4")) {
        String address = row.path("prefix").asText().replace("/32", "");
        Block block =
            new Block(Ipv4Address.parse(address), PortRange.parse(row.path("port range").asText()));
        pool4.add(new PoolRow(row.path("mark").asInt(), protocol(row), block));
      }
      Map<BibKey, BibTarget> bib = new TreeMap<>();
      for (JsonNode entry : root.path("bib")) {
        String[] gateway = entry.path("ipv4 address").asText().split("#", 2);
        String[] host = entry.path("ipv6 address").asText().split("#", 2);
        bib.put(
            new BibKey(protocol(entry), Ipv4Address.parse(gateway[0]), Port.parse(gateway[1])),
            new BibTarget(Ipv6Address.parse(host[0]), Port.parse(host[1])));
      }
      return Optional.of(
          new JoolState(
              Ipv6Prefix.parse(global.path("pool6").asText()),
              global.path("logging-bib").asBoolean(),
              global.path("manually-enabled").asBoolean(),
              pool4,
              Bib.of(bib)));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(file + " is not what was written there; remove it: " + e, e);
    }
  }

  private static L4 protocol(JsonNode node) {
    return L4.valueOf(node.path("protocol").asText());
  }
}
