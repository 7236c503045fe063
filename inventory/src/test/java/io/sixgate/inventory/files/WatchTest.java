package io.sixgate.inventory.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way in which an inventory folder is changed in practice is seen, and read, without being
 * asked.
 */
class WatchTest {
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1]
      provider-prefixes: [2001:db8::/32]
      customer-prefixes: [2001:db8:a::/48, 2001:db8:b::/48]
      """;
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

  @TempDir Path temporary;
  private Path folder;
  private final BlockingQueue<Long> calls = new LinkedBlockingQueue<>();
  private FileInventory inventory;
  private AutoCloseable watch;

  @BeforeEach
  void anInventoryOfOneHost() throws IOException {
    folder = temporary.resolve("inventory");
    fill(folder, "www.acme.example");
  }

  @AfterEach
  void endWatch() throws Exception {
    if (watch != null) {
      watch.close();
    }
  }

  private static void fill(Path folder, String name) throws IOException {
    write(folder.resolve("gateway.yaml"), GATEWAY);
    write(folder.resolve("acme/customer.yaml"), "prefixes: [2001:db8:a::/48]\n");
    write(folder.resolve("acme/web1.yaml"), host(name));
  }

  private static String host(String name) {
    return "address: 2001:db8:a::80\nendpoints: [" + name + "]\n";
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void watch(Path path, Clock clock) throws Exception {
    inventory = new FileInventory(path, clock);
    watch = inventory.watch(() -> calls.add(System.nanoTime()));
    assertTrue(calls.poll(10, TimeUnit.SECONDS) != null, "the first call comes at once");
    inventory.read();
  }

  private List<String> names() {
    try {
      Inventory now = inventory.read();
      List<String> names = new ArrayList<>();
      now.customers().values().stream()
          .flatMap(customer -> customer.hosts().values().stream())
          .flatMap((Host host) -> host.endpoints().stream())
          .forEach(endpoint -> names.add(endpoint.name().toString()));
      return names;
    } catch (InventoryUnavailable e) {
      return List.of("unavailable: " + e.getMessage());
    }
  }

  /** Reads only when called back: what the watch does not see stays unseen. */
  /** A read before the kernel has told of the change still gives what was there. */
  private void awaitUnavailable() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < end) {
      try {
        inventory.read();
      } catch (InventoryUnavailable e) {
        return;
      }
      calls.poll(100, TimeUnit.MILLISECONDS);
    }
    fail("the emptied folder is still read as before");
  }

  private void awaitNames(String... expected) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    List<String> seen = List.of("(no call)");
    while (System.nanoTime() < end) {
      if (calls.poll(100, TimeUnit.MILLISECONDS) != null) {
        seen = names();
        if (seen.equals(List.of(expected))) {
          return;
        }
      }
    }
    fail("expected " + List.of(expected) + ", last seen " + seen);
  }

  @Test
  void aChangedFileIsSeen() throws Exception {
    watch(folder, LATER);
    write(folder.resolve("acme/web1.yaml"), host("new.acme.example"));
    awaitNames("new.acme.example");
  }

  @Test
  void aFileReplacedByRenameIsSeen() throws Exception {
    watch(folder, LATER);
    Path next = folder.resolve("acme/.web1.yaml.tmp");
    write(next, host("new.acme.example"));
    Files.move(next, folder.resolve("acme/web1.yaml"), StandardCopyOption.ATOMIC_MOVE);
    awaitNames("new.acme.example");
  }

  @Test
  void anAddedAndARemovedFileAreSeen() throws Exception {
    watch(folder, LATER);
    write(folder.resolve("acme/web2.yaml"), host("two.acme.example"));
    awaitNames("www.acme.example", "two.acme.example");
    Files.delete(folder.resolve("acme/web1.yaml"));
    awaitNames("two.acme.example");
  }

  @Test
  void aNewCustomersFolderIsSeenAndWatched() throws Exception {
    watch(folder, LATER);
    write(folder.resolve("umbra/customer.yaml"), "prefixes: [2001:db8:b::/48]\n");
    write(
        folder.resolve("umbra/web1.yaml"),
        "address: 2001:db8:b::80\nendpoints: [www.umbra.example]\n");
    awaitNames("www.acme.example", "www.umbra.example");
    write(
        folder.resolve("umbra/web1.yaml"),
        "address: 2001:db8:b::80\nendpoints: [new.umbra.example]\n");
    awaitNames("www.acme.example", "new.umbra.example");
  }

  @Test
  void aRenamedFolderIsAnotherCustomer() throws Exception {
    watch(folder, LATER);
    Files.move(folder.resolve("acme"), folder.resolve("beta"));
    awaitNames("www.acme.example");
    assertEquals("[beta]", inventory.read().customers().keySet().toString());
    write(folder.resolve("beta/web1.yaml"), host("new.acme.example"));
    awaitNames("new.acme.example");
  }

  @Test
  void aFolderReplacedByAnotherOfTheSameNameIsSeenAndWatched() throws Exception {
    watch(folder, LATER);
    fill(temporary.resolve("next"), "next.acme.example");
    Files.move(folder.resolve("acme"), temporary.resolve("old"));
    Files.move(temporary.resolve("next/acme"), folder.resolve("acme"));
    awaitNames("next.acme.example");
    write(folder.resolve("acme/web1.yaml"), host("again.acme.example"));
    awaitNames("again.acme.example");
  }

  @Test
  void theWholeFolderReplacedByAnotherIsSeenAndWatched() throws Exception {
    watch(folder, LATER);
    fill(temporary.resolve("next"), "next.acme.example");
    Files.move(folder, temporary.resolve("old"));
    Files.move(temporary.resolve("next"), folder);
    awaitNames("next.acme.example");
    write(folder.resolve("acme/web1.yaml"), host("again.acme.example"));
    awaitNames("again.acme.example");
  }

  @Test
  void aSwappedLinkToTheInventoryIsSeenAndWatched() throws Exception {
    Path link = temporary.resolve("current");
    Files.createSymbolicLink(link, Path.of("inventory"));
    watch(link, LATER);
    fill(temporary.resolve("release2"), "two.acme.example");
    swap(link, Path.of("release2"));
    awaitNames("two.acme.example");
    write(temporary.resolve("release2/acme/web1.yaml"), host("three.acme.example"));
    awaitNames("three.acme.example");
  }

  @Test
  void aSwappedLinkInTheMiddleOfTheWayIsSeen() throws Exception {
    fill(temporary.resolve("r1/inventory"), "one.acme.example");
    fill(temporary.resolve("r2/inventory"), "two.acme.example");
    Files.createSymbolicLink(temporary.resolve("live"), Path.of("r1"));
    Files.createSymbolicLink(temporary.resolve("link"), Path.of("live/inventory"));
    watch(temporary.resolve("link"), LATER);
    swap(temporary.resolve("live"), Path.of("r2"));
    awaitNames("two.acme.example");
  }

  @Test
  void aSwappedLinkToACustomersFolderIsSeenAndWatched() throws Exception {
    fill(temporary.resolve("next"), "next.acme.example");
    Files.move(folder.resolve("acme"), temporary.resolve("acme1"));
    Files.createSymbolicLink(folder.resolve("acme"), temporary.resolve("acme1"));
    watch(folder, LATER);
    assertEquals(List.of("www.acme.example"), names());
    swap(folder.resolve("acme"), temporary.resolve("next/acme"));
    awaitNames("next.acme.example");
    write(temporary.resolve("next/acme/web1.yaml"), host("again.acme.example"));
    awaitNames("again.acme.example");
  }

  private static void swap(Path link, Path target) throws IOException {
    Path next = link.resolveSibling(link.getFileName() + ".next");
    Files.createSymbolicLink(next, target);
    Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void linksInACircleAreRefused() throws Exception {
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));
    Files.createSymbolicLink(folder.resolve("acme/web2.yaml"), Path.of("web2.yaml"));
    assertEquals(
        List.of(
            "acme/web2.yaml:1:1: the file is wrong because it is a symbolic link that leads nowhere or in a circle; mend the link, or remove it",
            "loop:1:1: the file is wrong because it is a symbolic link back to the inventory folder or above it; remove the link",
            "self:1:1: the file is wrong because it is a symbolic link that leads nowhere or in a circle; mend the link, or remove it"),
        new FileInventory(folder, LATER).read().problems().stream().map(Object::toString).toList());
  }

  @Test
  void aHalfWrittenFileKeepsWhatItSaidUntilItIsWhole() throws Exception {
    watch(folder, Clock.systemUTC());
    write(folder.resolve("acme/web1.yaml"), "address: [2001:db8:a::80");
    assertTrue(calls.poll(10, TimeUnit.SECONDS) != null);
    assertEquals(List.of("www.acme.example"), names());
    assertEquals(List.of(), inventory.read().problems());
    write(folder.resolve("acme/web1.yaml"), host("whole.acme.example"));
    awaitNames("whole.acme.example");
  }

  @Test
  void aFileThatStaysBrokenCountsAfterTheGrace() throws Exception {
    watch(folder, Clock.systemUTC());
    write(folder.resolve("acme/web1.yaml"), "address: [2001:db8:a::80");
    awaitNames();
    assertEquals(1, inventory.read().problems().size());
  }

  @Test
  void anOverflowOfTheKernelsQueueIsMadeGoodByLookingAtEverything() throws Exception {
    watch(folder, LATER);
    write(folder.resolve("acme/web1.yaml"), host("new.acme.example"));
    inventory.overflow();
    awaitNames("new.acme.example");
  }

  @Test
  void gitCheckoutOfAnotherBranchIsOneChange() throws Exception {
    for (int i = 0; i < 200; i++) {
      write(folder.resolve("acme/h" + i + ".yaml"), host("h" + i + ".one.example"));
    }
    git("init", "-q", "-b", "one");
    commitAll();
    git("checkout", "-q", "-b", "two");
    for (int i = 0; i < 200; i++) {
      write(folder.resolve("acme/h" + i + ".yaml"), host("h" + i + ".two.example"));
    }
    commitAll();
    git("checkout", "-q", "one");
    watch(folder, LATER);
    calls.clear();

    git("checkout", "-q", "two");

    String expected = new FileInventoryNames(folder).text();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    int called = 0;
    while (!names().toString().equals(expected) && System.nanoTime() < end) {
      called += calls.poll(1, TimeUnit.SECONDS) == null ? 0 : 1;
    }
    assertTrue(expected.contains("h7.two.example") && !expected.contains(".one.example"));
    assertEquals(expected, names().toString());
    assertTrue(called <= 2, "calls for one checkout: " + called);
  }

  @Test
  void aLockOfGitWithATimeInTheFutureHoldsNothingUp() throws Exception {
    Files.createDirectories(folder.resolve(".git"));
    Path lock = Files.createFile(folder.resolve(".git/index.lock"));
    Files.setLastModifiedTime(
        lock, FileTime.fromMillis(System.currentTimeMillis() + Duration.ofHours(1).toMillis()));
    watch(folder, LATER);
    write(folder.resolve("acme/web1.yaml"), host("new.acme.example"));
    awaitNames("new.acme.example");
  }

  /** What a reader that starts now would serve. */
  private record FileInventoryNames(Path folder) {
    String text() throws InventoryUnavailable {
      return new FileInventory(folder, LATER)
          .read().customers().values().stream()
              .flatMap(customer -> customer.hosts().values().stream())
              .flatMap(host -> host.endpoints().stream())
              .map(endpoint -> endpoint.name().toString())
              .toList()
              .toString();
    }
  }

  private void commitAll() throws Exception {
    git("add", "-A");
    git("-c", "user.name=t", "-c", "user.email=t@acme.example", "commit", "-q", "-m", "state");
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> command + ": " + output);
  }

  @Test
  void anEmptiedFolderIsUnavailableAndComesBack() throws Exception {
    watch(folder, LATER);
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(WatchTest::delete);
    }
    awaitUnavailable();
    fill(folder, "back.acme.example");
    awaitNames("back.acme.example");
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFolderThatDoesNotExistYetIsSeenWhenItComes() throws Exception {
    Path late = temporary.resolve("late");
    inventory = new FileInventory(late, LATER);
    watch = inventory.watch(() -> calls.add(System.nanoTime()));
    InventoryUnavailable e = assertThrows(InventoryUnavailable.class, inventory::read);
    assertEquals(
        late
            + ":1:1: the file is wrong because the inventory folder cannot be read (no such file or folder);"
            + " create it, or name another by --inventory",
        e.getMessage());
    fill(late, "late.acme.example");
    awaitNames("late.acme.example");
  }

  @Test
  void noCallBeginsAfterClose() throws Exception {
    watch(folder, LATER);
    watch.close();
    watch = null;
    calls.clear();
    write(folder.resolve("acme/web1.yaml"), host("new.acme.example"));
    assertEquals(null, calls.poll(200, TimeUnit.MILLISECONDS));
    assertEquals(List.of("new.acme.example"), names());
  }
}
