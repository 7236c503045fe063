package io.sixgate.inventory.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happened to the folder: reading the change gives what reading everything gives. */
class IncrementalReadTest {
  private static final int STEPS = 250;
  private static final List<String> CUSTOMERS = List.of("acme", "umbra", "initech");
  private static final List<String> HOSTS = List.of("web1", "web2", "mx", "db");

  /** Files are never young to this clock, so that a broken one counts at once. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aRandomWalkReadStepByStepEqualsAFreshRead(long seed) throws IOException {
    Random random = new Random(seed);
    write("gateway.yaml", gateway(0));
    FileInventory incremental = new FileInventory(folder, LATER);
    Inventory before = null;
    for (int step = 0; step < STEPS; step++) {
      String done = step(random);
      Object fresh = read(new FileInventory(folder, LATER));
      // clock.
      Object now = read(incremental);
      String where = "seed " + seed + " step " + step + ": " + done;
      assertEquals(fresh, now, where);
      if (now instanceof Inventory inventory) {
        assertInstancesKept(before, inventory, where);
        before = inventory;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void aRandomWalkSeenByTheWatchEndsAtEachStepWhereAFreshReadIs(long seed) throws Exception {
    Random random = new Random(seed);
    write("gateway.yaml", gateway(0));
    FileInventory watched = new FileInventory(folder, LATER);
    BlockingQueue<Boolean> calls = new LinkedBlockingQueue<>();
    try (AutoCloseable watch = watched.watch(() -> calls.add(true))) {
      for (int step = 0; step < STEPS / 2; step++) {
        String done = step(random);
        Object fresh = read(new FileInventory(folder, LATER));
        Object now = read(watched);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!now.equals(fresh) && System.nanoTime() < end) {
          // Read again only after a call: nothing may change unseen.
          now = calls.poll(1, TimeUnit.SECONDS) == null ? now : read(watched);
        }
        assertEquals(fresh, now, watch + " seed " + seed + " step " + step + ": " + done);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void aRandomWalkReadByOneThatLetsGoEndsAtEachStepWhereAFreshReadIs(long seed) throws IOException {
    Random random = new Random(seed);
    write("gateway.yaml", gateway(0));
    FileInventory forgetful = new FileInventory(folder, LATER);
    Object known = read(forgetful);
    for (int step = 0; step < STEPS; step++) {
      if (random.nextBoolean()) {
        forgetful.forget();
      }
      String done = random.nextInt(3) == 0 ? "nothing" : step(random);
      Object fresh = read(new FileInventory(folder, LATER));
      try {
        Optional<Inventory> changed = forgetful.readIfChanged();
        known = changed.isPresent() ? changed.get() : known;
      } catch (InventoryUnavailable e) {
        known = e.getMessage();
      }
      assertEquals(fresh, known, "seed " + seed + " step " + step + ": " + done);
    }
  }

  @Test
  void whatWasLetGoIsReadAgainOnlyWhenAFileChanged() throws Exception {
    write("gateway.yaml", gateway(0));
    write("acme/customer.yaml", "prefixes: [\"2001:db8:a::/48\"]\n");
    write("acme/web1.yaml", "address: 2001:db8:a::1\n");
    FileInventory forgetful = new FileInventory(folder, LATER);
    forgetful.read();
    assertEquals(3, forgetful.filesRead());
    forgetful.forget();
    assertEquals(Optional.empty(), forgetful.readIfChanged());
    assertEquals(3, forgetful.filesRead());
    write("acme/web2.yaml", "address: 2001:db8:a::2\n");
    assertEquals(
        2,
        forgetful.readIfChanged().orElseThrow().customers().get(new Label("acme")).hosts().size());
    assertEquals(3 + 4, forgetful.filesRead(), "all are read");
    write("acme/web1.yaml", "address: 2001:db8:a::3\n");
    assertTrue(forgetful.readIfChanged().isPresent());
    assertEquals(7 + 1, forgetful.filesRead(), "and then what changed, until it is let go again");
    forgetful.forget();
    write("acme/web3.yml", "");
    assertEquals(1, forgetful.readIfChanged().orElseThrow().problems().size());
    forgetful.forget();
    forgetful.read();
    assertEquals(8 + 4 + 4, forgetful.filesRead(), "whoever wants it has it");
  }

  private static Object read(FileInventory inventory) {
    try {
      return inventory.read();
    } catch (InventoryUnavailable e) {
      return e.getMessage();
    }
  }

  private static void assertInstancesKept(Inventory before, Inventory after, String where) {
    if (before == null) {
      return;
    }
    for (Customer customer : after.customers().values()) {
      Customer old = before.customers().get(customer.name());
      if (customer.equals(old)) {
        assertSame(old, customer, where);
      } else if (old != null) {
        for (Host host : customer.hosts().values()) {
          Host oldHost = old.hosts().get(host.id().host());
          if (host.equals(oldHost)) {
            assertSame(oldHost, host, where);
          }
        }
      }
    }
    for (Label name : before.customers().keySet()) {
      boolean changed =
          Inventory.changes(before, after).hosts().stream()
              .anyMatch(c -> c.id().customer().equals(name));
      Customer old = before.customers().get(name);
      Customer now = after.customers().get(name);
      assertEquals(
          now == null ? !old.hosts().isEmpty() : !old.hosts().equals(now.hosts()), changed, where);
    }
  }

  private String step(Random random) throws IOException {
    String customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
    String host = HOSTS.get(random.nextInt(HOSTS.size()));
    String file = customer + "/" + host + ".yaml";
    int kind = random.nextInt(20);
    if (kind < 10) {
      return write(file, host(random, customer));
    }
    return switch (kind) {
      case 10, 11 -> write(customer + "/customer.yaml", customer(random, customer));
      case 12 -> remove(file);
      case 13 -> remove(customer + "/customer.yaml");
      case 14 ->
          random.nextInt(4) == 0
              ? remove("gateway.yaml")
              : write("gateway.yaml", gateway(random.nextInt(4)));
      case 15 -> renameFolder(customer, CUSTOMERS.get(random.nextInt(CUSTOMERS.size())));
      case 16 -> write(file, "address: [2001:db8:a::1\nendpoints:\n");
      case 17 -> write(customer + "/" + host + ".yml", "address: 2001:db8:a::1\n");
      case 18 -> remove(customer + "/" + host + ".yml");
      default -> write("gateway.yaml", gateway(0));
    };
  }

  private String renameFolder(String from, String to) throws IOException {
    Path source = folder.resolve(from);
    Path target = folder.resolve(to);
    if (from.equals(to) || !Files.isDirectory(source)) {
      return "nothing";
    }
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(target);
    }
    Files.move(source, target);
    return "rename " + from + " to " + to;
  }

  private static String gateway(int variant) {
    return """
        addresses: [192.0.2.1, 2001:db8:ff::1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48, 2001:db8:b::/48, 2001:db8:c::/48]
        lease-pool: { addresses: [192.0.2.7], domain: lease.provider.example }
        nat64: { prefix: 2001:db8:64:64::/96, pool: [192.0.2.9] }
        """
        + List.of(
                "ssh-ports: 22000-22099\n",
                "tls-ports: [443, 993]\n",
                "embedded-prefix: 2001:db8:64::/96\n",
                "domain: [\n")
            .get(variant);
  }

  private static String customer(Random random, String name) {
    String prefix = "2001:db8:" + (random.nextInt(8) == 0 ? "a" : prefix(name)) + "::/48";
    List<String> domains =
        List.of(
            "[" + name + ".example]",
            "[]",
            "[shared.example]",
            "[" + name + ".example, sub.shared.example]",
            "[acme.example]");
    return "prefixes: ["
        + prefix
        + "]\ndomains: "
        + domains.get(random.nextInt(domains.size()))
        + "\n"
        + List.of("", "ports: [22000-22001]\n", "ports: [22001-22002, 22103-22105]\n")
            .get(random.nextInt(3));
  }

  private static String prefix(String customer) {
    return List.of("a", "b", "c").get(CUSTOMERS.indexOf(customer));
  }

  private static String host(Random random, String customer) {
    String own = customer + ".example";
    List<String> names =
        List.of(
            "www." + own,
            own,
            "www.shared.example",
            "sub.shared.example",
            "\"*.shared.example\"",
            "\"*." + own + "\"",
            "www.acme.example",
            "x.sub.shared.example",
            "not a name",
            "{ name: a." + own + ", services: [https] }",
            "{ name: b.shared.example, client-address: embedded, ports: { imaps: 1993 } }",
            "{ name: c.shared.example, services: [smtps] }");
    StringBuilder text =
        new StringBuilder(
            "address: 2001:db8:"
                + (random.nextInt(6) == 0 ? "a" : prefix(customer))
                + "::"
                + (1 + random.nextInt(3))
                + "\n");
    text.append("endpoints:\n");
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append("  - ").append(names.get(random.nextInt(names.size()))).append('\n');
    }
    if (random.nextBoolean()) {
      text.append("ssh: { port: ").append(22000 + random.nextInt(5)).append(" }\n");
    }
    if (random.nextInt(3) == 0) {
      text.append("forwards: [{ ports: ")
          .append(22102 + random.nextInt(3))
          .append("-22106, address: 192.0.2.")
          .append(random.nextBoolean() ? "1" : "7")
          .append(" }, { ports: 22105, protocol: udp }]\n");
    }
    if (random.nextInt(3) == 0) {
      text.append("mail: { domains: [")
          .append(own)
          .append(", shared.example], send-as: [")
          .append(own)
          .append("] }\n");
      text.append("zones: [shared.example, ").append(own).append("]\n");
    }
    if (random.nextInt(3) == 0) {
      text.append(
          "leases: [{ service: pop3, address: 192.0.2.7 }, { service: tcp-22106, address: 192.0.2.7 }]\n");
      text.append("nat64: { address: 192.0.2.9, ports: ")
          .append(2000 + random.nextInt(3))
          .append("-3000 }\n");
    }
    return text.toString();
  }

  private String write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Path temporary = path.resolveSibling("." + path.getFileName() + ".new");
    Files.writeString(temporary, text);
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    return "write " + file + ":\n" + text;
  }

  private String remove(String file) throws IOException {
    return "remove " + file + " " + Files.deleteIfExists(folder.resolve(file));
  }

  @Test
  void oneChangedFileOfTwentyThousandIsTheOnlyOneRead() throws Exception {
    write("gateway.yaml", gateway(0));
    for (int c = 0; c < 100; c++) {
      String prefix = String.format("2001:db8:a:%x::/64", c);
      write("c" + c + "/customer.yaml", "prefixes: [" + prefix + "]\n");
      for (int h = 1; h < 200; h++) {
        Files.writeString(
            folder.resolve("c" + c + "/h" + h + ".yaml"),
            String.format(
                "address: 2001:db8:a:%x::%x\nendpoints: [h%d.c%d.example]\n", c, h, h, c));
      }
    }
    FileInventory inventory = new FileInventory(folder, LATER);
    Inventory before = inventory.read();
    assertEquals(List.of(), before.problems());
    assertEquals(20_001, inventory.filesRead());

    write("c7/h7.yaml", "address: 2001:db8:a:7::7\nendpoints: [other.c7.example]\n");
    Inventory after = inventory.read();

    assertEquals(20_002, inventory.filesRead());
    assertEquals(
        List.of("c7/h7"),
        Inventory.changes(before, after).hosts().stream().map(c -> c.id().toString()).toList());
  }
}
