package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sixgate.cli.TestGateway.Typed;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
  @TempDir Path folder;
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = new TestGateway(folder);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void aGoodInventoryIsCounted() {
    assertEquals(
        new Typed(0, gateway.inventory + ": no problems; customers: 1, hosts: 1\n", ""),
        gateway.type("check"));
  }

  @Test
  void everyProblemIsALineAndTheExitCodeSaysSo() throws Exception {
    gateway.host("www.acme.example", "no dots");
    gateway.file("acme/web2.yaml", "addres: 2001:db8:a::81\n");
    Typed check = gateway.type("check");
    assertEquals(1, check.exitCode());
    List<String> lines = check.out().lines().toList();
    assertEquals(
        new FileInventory(gateway.inventory)
            .read().problems().stream().map(Problem::toString).toList(),
        lines.subList(0, lines.size() - 1));
    assertTrue(
        lines.get(0).startsWith("acme/web1.yaml:4:5: endpoints[1]: \"no dots\" is wrong because "),
        check.out());
    assertEquals(
        gateway.inventory + ": 3 problems; customers: 1, hosts: 1", lines.get(lines.size() - 1));
    assertEquals("", check.err());
  }

  @Test
  void aScriptReadsTheProblemsAsJson() throws Exception {
    gateway.host("www.acme.example", "no dots");
    Typed check = gateway.type("check", "--json");
    assertEquals(1, check.exitCode());
    JsonNode json = check.json();
    assertEquals(gateway.inventory.toString(), json.get("inventory").asText());
    assertTrue(json.get("usable").asBoolean());
    JsonNode problem = json.get("problems").get(0);
    assertEquals(1, json.get("problems").size());
    assertEquals("acme/web1.yaml", problem.get("file").asText());
    assertEquals(4, problem.get("line").asInt());
    assertEquals(5, problem.get("column").asInt());
    assertEquals("endpoints[1]", problem.get("path").asText());
    assertEquals("no dots", problem.get("value").asText());
    assertEquals("it is not a host name: it has a space", problem.get("reason").asText());
    assertEquals(
        "use letters, digits and hyphens, e.g. www.acme.example", problem.get("remedy").asText());
  }

  @Test
  void withoutAUsableGatewayFileNothingIsServed() throws Exception {
    gateway.file("gateway.yaml", "addresses: [192.0.2.1]\n");
    Typed check = gateway.type("check");
    assertEquals(1, check.exitCode());
    assertTrue(check.out().startsWith("gateway.yaml:1:1: "), check.out());
    assertTrue(check.out().endsWith(" problems, and nothing can be served\n"), check.out());
    assertFalse(gateway.type("check", "--json").json().get("usable").asBoolean());
  }

  @Test
  void aFolderThatIsNotThereIsOneProblem() throws Exception {
    Path missing = folder.resolve("missing");
    Typed check = TestGateway.typeOnly("check", "--inventory", missing.toString());
    assertEquals(1, check.exitCode());
    assertEquals(
        """
        MISSING:1:1: the file is wrong because the inventory folder cannot be read (no such file or folder); create it, or name another by --inventory
        MISSING: 1 problem, and nothing can be served
        """,
        check.out().replace(missing.toString(), "MISSING"));
  }
}
