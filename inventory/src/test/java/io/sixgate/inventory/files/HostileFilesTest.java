package io.sixgate.inventory.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that stands in a customer's folder can harm the others. */
class HostileFilesTest {
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
  private static final Path EVERYTHING = Path.of("src/test/golden/everything-right/inventory");

  @TempDir Path folder;

  private void write(String file, byte[] bytes) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
  }

  private void writeText(String file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> sentences(Inventory inventory) {
    return inventory.problems().stream().map(Problem::toString).toList();
  }

  private void writeBase() throws IOException {
    for (String file : List.of("gateway.yaml", "acme/customer.yaml")) {
      write(file, Files.readAllBytes(EVERYTHING.resolve(file)));
    }
    write("acme/ok.yaml", "address: 2001:db8:a::1\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFileWithAnyBytesChangedLeavesTheOtherHostServed() throws Exception {
    writeBase();
    byte[] sample = Files.readAllBytes(EVERYTHING.resolve("acme/web1.yaml"));
    Random random = new Random(7);
    FileInventory inventory = new FileInventory(folder, LATER);
    for (int i = 0; i < 1500; i++) {
      byte[] bytes = sample.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : "[]{}:,-\n \"'*&0z".charAt(random.nextInt(15)));
      }
      write("acme/web1.yaml", bytes);
      inventory.rescan();
      Inventory now = inventory.read();
      assertTrue(now.customers().values().iterator().next().hosts().size() >= 1, "step " + i);
    }
  }

  @Test
  void aThousandClaimsToOneNameEndSoonAndNameAFewOthers() throws Exception {
    writeBase();
    for (int i = 0; i < 2000; i++) {
      write(
          "acme/h" + i + ".yaml",
          "address: 2001:db8:a::1\nendpoints: [www.acme.example]\nssh: { port: 22001 }\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    List<Problem> problems = new FileInventory(folder, LATER).read().problems();
    assertEquals(2 * 1999, problems.size());
    assertEquals("acme/h0.yaml:2:13 has it already", problems.get(0).reason());
  }

  @Test
  @Timeout(30)
  void aHostThatClaimsTheSameOverAndOverCostsSecondsAndKeepsTheFirst() throws Exception {
    writeBase();
    writeText(
        "acme/f.yaml",
        "address: 2001:db8:a::84\nforwards:\n" + "- ports: 30000-39999\n".repeat(3000));
    writeText("acme/g.yaml", "address: 2001:db8:a::85\nendpoints:\n" + "- a.b\n".repeat(60_000));
    FileInventory inventory = new FileInventory(folder, LATER);
    for (int i = 0; i < 3; i++) {
      List<String> problems = sentences(inventory.read());
      assertTrue(
          problems.contains(
              "acme/f.yaml:4:3: forwards[1] is wrong because with it the host's forwards have 20000 ports, of at most 10000; use smaller ranges"),
          problems.get(0));
      assertTrue(
          problems.contains(
              "acme/g.yaml:4:3: endpoints[1]: \"a.b\" is wrong because acme/g.yaml:3:3 has it already; leave one of the two out"));
      writeText("acme/ok.yaml", "address: 2001:db8:a::" + (i + 2) + "\n");
    }
    SortedMap<Label, Host> hosts = inventory.read().customers().get(new Label("acme")).hosts();
    assertEquals(1, hosts.get(new Label("f")).forwards().size());
    assertEquals(1, hosts.get(new Label("g")).endpoints().size());
  }

  @Test
  @Timeout(60)
  void hundredsOfHostsThatForwardTheSamePortsCostSeconds() throws Exception {
    writeBase();
    for (int i = 0; i < 300; i++) {
      writeText(
          "acme/h" + i + ".yaml", "address: 2001:db8:a::1\nforwards: [{ ports: 30000-34999 }]\n");
    }
    FileInventory inventory = new FileInventory(folder, LATER);
    assertEquals(299, inventory.read().problems().size());
    writeText("acme/h0.yaml", "address: 2001:db8:a::2\n");
    assertEquals(298, inventory.read().problems().size());
  }

  @Test
  void moreForwardsOrEndpointsThanAHostMayHaveAreSaidOnceAndLeftOut() throws Exception {
    writeBase();
    StringBuilder text = new StringBuilder("address: 2001:db8:a::84\nforwards:\n");
    for (int i = 0; i < 1002; i++) {
      text.append("- { ports: ").append(30000 + i).append(" }\n");
    }
    text.append("endpoints:\n");
    for (int i = 0; i < 50_002; i++) {
      text.append("- n").append(i).append(".b\n");
    }
    writeText("acme/f.yaml", text.toString());
    Inventory inventory = new FileInventory(folder, LATER).read();
    assertEquals(
        List.of(
            "acme/f.yaml:1003:3: forwards[1000] is wrong because the host has 1002 forwards, of at most 1000; leave out this one and those behind it",
            "acme/f.yaml:51006:3: endpoints[50000]: \"n50000.b\" is wrong because the host has 50002 endpoints, of at most 50000; leave out this one and those behind it"),
        sentences(inventory));
    Host host = inventory.customers().get(new Label("acme")).hosts().get(new Label("f"));
    assertEquals(50_000, host.endpoints().size());
    assertEquals(1000, host.forwards().size());
  }

  @Test
  void aFileThatMayNotBeReadIsLeftOutAndComesBack() throws Exception {
    writeBase();
    Path secret = folder.resolve("acme/ok.yaml");
    FileInventory inventory = new FileInventory(folder, LATER);
    assertEquals(List.of(), inventory.read().problems());
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(secret), "root reads everything");
    Files.setLastModifiedTime(secret, java.nio.file.attribute.FileTime.fromMillis(1));
    assertEquals(
        List.of(
            "acme/ok.yaml:1:1: the file is wrong because it cannot be read (permission denied); let the agents' user read it"),
        inventory.read().problems().stream().map(Problem::toString).toList());
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    assertEquals(List.of(), inventory.read().problems());
  }

  @Test
  void theNameOfAFileForgesNoSecondLineAndDrivesNoTerminal() throws Exception {
    writeBase();
    writeText("acme/a\nall is well \u001b[2J.yaml", "");
    assertEquals(
        List.of(
            "acme/a\\u000aall is well \\u001b[2J.yaml:1:1: the file is wrong because the host's name \"a\\u000aall is well \\u001b[2J\" is not a DNS label; use 1 to 63 lower-case letters, digits and inner hyphens, e.g. a-all-is-well-2j"),
        sentences(new FileInventory(folder, LATER).read()));
  }

  @Test
  void ofAHundredThousandProblemsInOneFileFiftyAreSaidAndTheRestCounted() throws Exception {
    writeBase();
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 70_000; i++) {
      keys.append("k").append(i).append(": 1\n");
    }
    writeText("acme/many.yaml", "address: 2001:db8:a::9\n" + keys);
    writeText("umbra/customer.yaml", "prefixes: [2001:db8:b::/48]\n" + keys);
    List<String> problems = sentences(new FileInventory(folder, LATER).read());
    assertEquals(2 * 51, problems.size());
    assertEquals(
        "acme/many.yaml:52:1: the file is wrong because it has 69950 more problems from here on; mend those before first",
        problems.get(50));
    writeText("gateway.yaml", keys.toString());
    InventoryUnavailable e =
        assertThrows(InventoryUnavailable.class, () -> new FileInventory(folder, LATER).read());
    assertEquals(51, e.problems().size());
  }

  @Test
  void aFolderNamedLikeAFileIsSaid() throws Exception {
    writeBase();
    Files.createDirectories(folder.resolve("acme/web9.yaml"));
    assertEquals(
        List.of(
            "acme/web9.yaml:1:1: the file is wrong because it is not a regular file; put a plain file there"),
        new FileInventory(folder, LATER)
            .read().problems().stream().map(Problem::toString).toList());
  }
}
