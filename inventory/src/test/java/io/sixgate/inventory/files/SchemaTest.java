package io.sixgate.inventory.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.LeasedService;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.schema.InventorySchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schemas say of the form of a file what the reader says. */
class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  /** Without these the reader does not look at the rest of an entry. */
  private static final Map<String, String> SIBLINGS =
      Map.of(
          "endpoints/[]", "name: a.example, ",
          "zones/[]", "name: a.example, ",
          "mail/domains/[]", "name: a.example, ",
          "mail/primary/[]", "address: '2001:db8::1', ",
          "ssh", "port: 22101, ",
          "forwards/[]", "ports: 8000, ");

  private static final String NONE = "not-a-key-of-ours";

  @Test
  void eachIsASchemaOfItsDraft() throws IOException {
    JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()));
    for (InventorySchema kind : InventorySchema.values()) {
      JsonNode text = JSON.readTree(kind.text());
      assertEquals(SpecVersion.VersionFlag.V202012.getId(), text.get("$schema").asText());
      assertEquals(Set.of(), meta.validate(text), kind.word());
    }
  }

  @TestFactory
  Stream<DynamicTest> whatTheReaderAcceptsTheSchemaAccepts() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/golden"))) {
      List<DynamicTest> tests = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        InventorySchema kind = kind(file.getFileName().toString());
        if (read(kind, Files.readAllBytes(file)).isEmpty()) {
          tests.add(
              DynamicTest.dynamicTest(
                  file.toString(),
                  () -> assertEquals(Set.of(), complaints(kind, Files.readString(file)))));
        }
      }
      assertTrue(tests.size() > 40, "files that the reader accepts: " + tests.size());
      return tests.stream();
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrongInFormBothRefuse() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/schema"))) {
      for (Path file : files.sorted().toList()) {
        InventorySchema kind =
            InventorySchema.valueOf(
                file.getFileName().toString().replace(".yaml", "").toUpperCase(Locale.ROOT));
        String base = bases().get(kind);
        assertEquals(List.of(), read(kind, base.getBytes(StandardCharsets.UTF_8)));
        assertEquals(Set.of(), complaints(kind, base));
        for (String wrong : Files.readString(file).split("\n---\n")) {
          tests.add(
              DynamicTest.dynamicTest(
                  kind + ": " + wrong.strip(),
                  () -> {
                    String text = withKey(base, wrong.strip()) + "\n";
                    assertFalse(
                        read(kind, text.getBytes(StandardCharsets.UTF_8)).isEmpty(), "reader");
                    assertFalse(complaints(kind, text).isEmpty(), "schema");
                  }));
        }
      }
    }
    assertTrue(tests.size() > 60, "wrong documents: " + tests.size());
    return tests.stream();
  }

  /** The base, in which the line of the same key is replaced. */
  private static String withKey(String base, String wrong) {
    String key = wrong.substring(0, wrong.indexOf(':') + 1);
    StringBuilder text = new StringBuilder();
    base.lines()
        .filter(line -> !line.startsWith(key))
        .forEach(line -> text.append(line).append('\n'));
    return text + wrong;
  }

  private static Map<InventorySchema, String> bases() {
    return Map.of(
        InventorySchema.GATEWAY,
        """
        addresses: [192.0.2.1]
        provider-prefixes: ['2001:db8::/32']
        customer-prefixes: ['2001:db8:a::/48']
        """,
        InventorySchema.CUSTOMER,
        "prefixes: ['2001:db8:a::/48']\n",
        InventorySchema.HOST,
        "address: 2001:db8:a::80\n");
  }

  /**
   * At every place where the schema has keys, and at every place where it has a single value, the
   * reader is given a map with a key that nobody knows. Where it takes a map it answers with the
   * keys that it knows, and these must be the schema's.
   */
  @Test
  void theyKnowTheSameKeysAtTheSamePlaces() throws IOException {
    for (InventorySchema kind : InventorySchema.values()) {
      JsonNode schema = JSON.readTree(kind.text());
      Map<String, Set<String>> places = new TreeMap<>();
      collect(schema, schema, "", places);
      assertTrue(places.size() >= (kind == InventorySchema.CUSTOMER ? 3 : 15), places.toString());
      places.forEach(
          (place, keys) -> assertEquals(keys, readerKeys(kind, place), kind + " at " + place));
    }
  }

  /**
   * Every place a value can have.
   *
   * @param place e.g. {@code mail/domains/[]/name}
   * @param keys filled with the schema's keys there; empty where a map has no place
   */
  private static void collect(
      JsonNode schema, JsonNode part, String place, Map<String, Set<String>> keys) {
    if (part.has("$ref")) {
      collect(schema, schema.at(part.get("$ref").asText().substring(1)), place, keys);
    }
    Set<String> here = keys.computeIfAbsent(place, p -> new TreeSet<>());
    part.path("properties")
        .properties()
        .forEach(
            entry -> {
              here.add(entry.getKey());
              collect(schema, entry.getValue(), join(place, entry.getKey()), keys);
            });
    part.path("anyOf").forEach(choice -> collect(schema, choice, place, keys));
    if (part.has("items")) {
      collect(schema, part.get("items"), join(place, "[]"), keys);
    }
    if (part.path("additionalProperties").isObject()) {
      // Every service is a key.
      here.add("*");
      collect(schema, part.get("additionalProperties"), join(place, "imaps"), keys);
    }
  }

  private static String join(String place, String step) {
    return place.isEmpty() ? step : place + "/" + step;
  }

  private static String without(String key, String sibling) {
    return sibling == null || sibling.startsWith(key + ":") ? "" : sibling;
  }

  private static Set<String> readerKeys(InventorySchema kind, String place) {
    StringBuilder text = new StringBuilder();
    StringBuilder end = new StringBuilder();
    String at = "";
    for (String step : place.isEmpty() ? new String[0] : place.split("/")) {
      boolean list = step.equals("[]");
      text.append(list ? "[ " : "{ ").append(list ? "" : without(step, SIBLINGS.get(at)));
      text.append(list ? "" : "\"" + step + "\": ");
      end.insert(0, list ? " ]" : " }");
      at = join(at, step);
    }
    text.append("{ ").append(NONE).append(": [] }").append(end);
    List<Problem> problems = read(kind, text.toString().getBytes(StandardCharsets.UTF_8));
    for (Problem problem : problems) {
      if (problem.value().equals(NONE) && problem.remedy().startsWith("use one of ")) {
        assertFalse(problem.remedy().endsWith("…"), "the reader does not list all: " + problem);
        return new TreeSet<>(List.of(problem.remedy().substring(11).split(", ")));
      }
    }
    // A map with a service for each key: the reader goes on to what stands behind it.
    String path = place.replace("/[]", "[0]").replace("/", ".");
    boolean free = problems.stream().anyMatch(problem -> problem.path().equals(path + "." + NONE));
    return free ? Set.of("*") : Set.of();
  }

  @Test
  void theyKnowTheSameServices() throws IOException {
    JsonNode service = JSON.readTree(InventorySchema.HOST.text()).at("/$defs/service/anyOf/0/enum");
    Set<String> listed = new TreeSet<>();
    service.forEach(name -> listed.add(name.asText()));
    assertEquals(new TreeSet<>(Service.named().stream().map(Service::name).toList()), listed);
    JsonNode lent =
        JSON.readTree(InventorySchema.HOST.text())
            .at("/properties/leases/items/properties/service/anyOf/0/enum");
    Set<String> lendable = new TreeSet<>();
    lent.forEach(name -> lendable.add(name.asText()));
    assertEquals(LeasedService.names(), lendable);
  }

  private static InventorySchema kind(String name) {
    return switch (name) {
      case FileNames.GATEWAY -> InventorySchema.GATEWAY;
      case FileNames.CUSTOMER -> InventorySchema.CUSTOMER;
      default -> InventorySchema.HOST;
    };
  }

  /** What the reader says to the file alone. */
  private static List<Problem> read(InventorySchema kind, byte[] bytes) {
    List<Problem> problems = new ArrayList<>();
    switch (kind) {
      case GATEWAY -> GatewayReader.read(bytes, "gateway.yaml", problems::add);
      case CUSTOMER ->
          CustomerReader.read(new Label("acme"), bytes, "acme/customer.yaml", problems::add);
      case HOST ->
          HostReader.read(
              new HostId(new Label("acme"), new Label("web1")),
              bytes,
              "acme/web1.yaml",
              problems::add);
    }
    return problems;
  }

  /** What an editor would underline. */
  private static Set<ValidationMessage> complaints(InventorySchema kind, String yaml) {
    Object value =
        new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
    return FACTORY.getSchema(kind.text()).validate(JSON.<JsonNode>valueToTree(value));
  }
}
