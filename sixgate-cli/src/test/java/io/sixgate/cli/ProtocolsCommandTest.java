package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sixgate.inventory.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolsCommandTest {
  @Test
  void noServiceOfTheGatewayIsMissing() {
    for (Service service : Service.named()) {
      ProtocolTable.Row row =
          ProtocolTable.rows().stream()
              .filter(r -> r.service().equals(service.name()))
              .findFirst()
              .orElseThrow(() -> new AssertionError(service + " is missing"));
      assertEquals(service.port() + "/tcp", row.ports());
      assertEquals(service.kind() == Service.Kind.HTTP ? "HTTP Host" : "TLS SNI", row.routedBy());
    }
  }

  @Test
  void thePageInTheDocumentationShowsTheSameTable() throws IOException {
    TypedCommand printed = TypedCommand.run("protocols", "--json");
    assertEquals(0, printed.exitCode());
    List<List<String>> expected = new ArrayList<>();
    expected.add(ProtocolTable.TITLES);
    for (JsonNode row : new ObjectMapper().readTree(printed.out())) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.asText()));
      expected.add(cells);
    }
    List<List<String>> documented =
        Files.readAllLines(Path.of("../docs/protocols.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .map(cells -> cells.subList(1, cells.size() - 1))
            .toList();
    assertEquals(expected, documented);
  }

  @Test
  void theTableHasARowForEach() {
    TypedCommand printed = TypedCommand.run("protocols");
    assertEquals(ProtocolTable.rows().size() + 1, printed.out().lines().count());
    assertTrue(printed.out().startsWith("SERVICE "), printed.out());
  }
}
