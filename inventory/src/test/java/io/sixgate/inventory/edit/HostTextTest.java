package io.sixgate.inventory.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One folder per layout: before.yaml, the command, and after.yaml or expected.problem. With {@code
 * -Dgolden.write=true} these are written anew, to be read before they are committed.
 */
class HostTextTest {
  private static final Path CASES = Path.of("src/test/edit");

  @TestFactory
  Stream<DynamicTest> everyLayoutIsKept() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<Path> cases = folders.filter(Files::isDirectory).sorted().toList();
      assertTrue(cases.size() >= 40, "cases found: " + cases.size());
      return cases.stream()
          .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path)));
    }
  }

  private static void check(Path path) throws IOException {
    byte[] before = Files.readAllBytes(path.resolve("before.yaml"));
    String command = Files.readString(path.resolve("command")).strip();
    String file;
    String result;
    try {
      result = run(before, command);
      file = "after.yaml";
    } catch (EditRefused e) {
      result = e.problem() + "\n";
      file = "expected.problem";
    }
    if (Boolean.getBoolean("golden.write")) {
      Files.deleteIfExists(path.resolve("after.yaml"));
      Files.deleteIfExists(path.resolve("expected.problem"));
      Files.writeString(path.resolve(file), result);
    }
    assertTrue(Files.exists(path.resolve(file)), "gave instead: " + result);
    assertEquals(Files.readString(path.resolve(file)), result);
  }

  private static String run(byte[] before, String command) throws EditRefused {
    List<String> words = List.of(command.split(" "));
    HostText text = HostText.of(before, "acme/web1.yaml");
    return switch (words.get(0)) {
      case "add" -> text.add(entry(EndpointName.parse(words.get(1)), words));
      case "remove" -> text.remove(EndpointName.parse(words.get(1)));
      case "add-to" -> text.addTo(words.get(1), new EntryValue.Keys(values(words.get(2))));
      case "remove-from" -> text.removeFrom(words.get(1), texts(words.get(2)));
      case "put" -> text.put(words.get(1), words.get(2), new EntryValue.Digits(words.get(3)));
      case "put-in" ->
          text.putIn(
              words.get(1), texts(words.get(2)), words.get(3), new EntryValue.Text(words.get(4)));
      default -> throw new IllegalArgumentException(command);
    };
  }

  /** {@code service=pop3,address=192.0.2.7}. */
  private static Map<String, String> texts(String list) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String pair : list.split(",")) {
      texts.put(pair.split("=")[0], pair.split("=")[1]);
    }
    return texts;
  }

  private static Map<String, EntryValue> values(String list) {
    Map<String, EntryValue> values = new LinkedHashMap<>();
    texts(list).forEach((key, text) -> values.put(key, new EntryValue.Text(text)));
    return values;
  }

  private static EndpointEntry entry(EndpointName name, List<String> words) {
    List<String> services = new ArrayList<>();
    Optional<ClientAddressMode> mode = Optional.empty();
    Map<String, Port> ports = new LinkedHashMap<>();
    for (int i = 2; i < words.size(); i += 2) {
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "--services" -> services.addAll(List.of(value.split(",")));
        case "--client-address" -> mode = Optional.of(ClientAddressMode.parse(value));
        case "--port" -> ports.put(value.split("=")[0], Port.parse(value.split("=")[1]));
        default -> throw new IllegalArgumentException(words.get(i));
      }
    }
    return new EndpointEntry(name, services, mode, ports);
  }

  @Test
  void aNewHostIsAnAddressAndItsEndpoint() throws EditRefused {
    String text =
        HostText.create(
            Ipv6Address.parse("2001:DB8:a::80"),
            new EndpointEntry(
                EndpointName.parse("*.acme.example"),
                List.of("https"),
                Optional.empty(),
                Map.of()));
    assertEquals(
        """
        address: 2001:db8:a::80
        endpoints:
          - name: "*.acme.example"
            services: [https]
        """,
        text);
    HostText.of(text.getBytes(StandardCharsets.UTF_8), "acme/web1.yaml");
  }
}
