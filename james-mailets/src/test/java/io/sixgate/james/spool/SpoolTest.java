package io.sixgate.james.spool;

import static io.sixgate.james.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.james.smtp.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final Destination ACME = new Destination("acme.example");
  private static final Destination UMBRA = new Destination("umbra.example");
  private static final RetrySchedule FAST =
      new RetrySchedule(Duration.ofMillis(100), 1, Duration.ofMillis(100), 0);
  private static final RetrySchedule NEVER_AGAIN =
      new RetrySchedule(Duration.ofDays(9), 1, Duration.ofDays(9), 0);

  @TempDir private Path root;
  private final Far far = new Far();
  private final List<String> reports = new CopyOnWriteArrayList<>();
  private MessageStore store;
  private Spool spool;

  @BeforeEach
  void start() throws IOException {
    start(FAST, FAST, Duration.ofDays(5));
  }

  private void start(RetrySchedule destinations, RetrySchedule messages, Duration giveUp)
      throws IOException {
    if (spool != null) {
      spool.close();
    }
    store = new MessageStore(root, 10_000, 0, Clock.systemUTC());
    SpoolSettings settings = new SpoolSettings(8, 3, 8, destinations, messages, giveUp);
    spool =
        new Spool(
            "test",
            store,
            settings,
            far,
            (message, failed) ->
                failed.forEach(
                    each -> reports.add(each.recipient().address() + " " + each.reply())),
            Clock.systemUTC());
    spool.start();
  }

  @AfterEach
  void stop() {
    spool.close();
  }

  @Test
  void aMessageIsHandedOverAndGoneFromTheDisk() throws Exception {
    put(ACME, "one", "a@acme.example");
    eventually(() -> far.received.size() == 1 && files().isEmpty());
    assertEquals(List.of("acme.example a@acme.example one"), far.received);
    assertEquals(1, spool.counters().delivered());
  }

  @Test
  void whatWaitsForADestinationThatIsDownGoesAtOnceWhenItIsBack() throws Exception {
    far.down.put(ACME, "connection refused");
    for (int i = 0; i < 20; i++) {
      put(ACME, "m" + i, "a@acme.example");
    }
    eventually(() -> spool.isDown(ACME));
    assertEquals("connection refused", spool.entries().get(19).reason());
    put(UMBRA, "other", "b@umbra.example");
    eventually(() -> far.received.size() == 1);
    far.down.clear();
    eventually(() -> far.received.size() == 21 && files().isEmpty());
    assertFalse(spool.isDown(ACME));
  }

  /** As one that has become read-only: the server would have the message again and again. */
  @Test
  void aDiskThatDoesNotLetAMessageGoDoesNotHaveItSentAgain() throws Exception {
    far.meanwhile = this::holdFast;
    put(ACME, "once", "a@acme.example");
    eventually(() -> far.received.size() == 1 && far.sessions.get(ACME).get() == 0);
    assertEquals(0, spool.counters().deferred());
    assertEquals(0, spool.size());
  }

  private void holdFast() {
    try {
      Path file = files().get(0);
      Files.delete(file);
      Files.createDirectories(file.resolve("in the way"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anotherProcessTakesUpWhatOneLeft() throws Exception {
    far.down.put(ACME, "down");
    put(ACME, "left behind", "a@acme.example", "b@acme.example");
    spool.close();
    far.down.clear();
    Files.writeString(root.resolve("acme.example/zzz.new"), "half written");
    start(FAST, FAST, Duration.ofDays(5));
    eventually(() -> far.received.size() == 1 && files().isEmpty());
    assertEquals(List.of("acme.example a@acme.example,b@acme.example left behind"), far.received);
  }

  @Test
  void onlyRecipientsThatWereDeferredAreTriedAgain() throws Exception {
    far.replies.put("b@acme.example", Reply.of(451, "4.2.0 later"));
    far.replies.put("c@acme.example", Reply.of(550, "5.1.1 never"));
    put(ACME, "three", "a@acme.example", "b@acme.example", "c@acme.example");
    eventually(() -> far.received.size() >= 2);
    far.replies.clear();
    eventually(() -> files().isEmpty());
    assertEquals(
        "acme.example a@acme.example,b@acme.example,c@acme.example three", far.received.get(0));
    assertEquals("acme.example b@acme.example three", far.received.get(far.received.size() - 1));
    assertEquals(List.of("c@acme.example 550 5.1.1 never"), reports);
  }

  @Test
  void whatWentIsCountedByDestination() throws Exception {
    far.replies.put("c@acme.example", Reply.of(550, "5.1.1 never"));
    put(ACME, "three", "a@acme.example", "b@acme.example", "c@acme.example");
    put(ACME, "one", "a@acme.example");
    far.down.put(UMBRA, "down");
    put(UMBRA, "waits", "b@umbra.example");
    eventually(() -> files().size() == 1);
    assertEquals(
        new Traffic(new Volume(2, 8, 4), new Volume(2, 8, 3), 1),
        spool.counters().traffic().rows().get("acme.example"));
    assertEquals(
        Traffic.received(new Volume(1, 5, 1)),
        spool.counters().traffic().rows().get("umbra.example"));
    assertEquals(1, spool.loads().get(0).recipients());
    start(FAST, FAST, Duration.ofDays(5));
    assertEquals(
        Map.of("umbra.example", Traffic.NONE),
        spool.counters().traffic().rows(),
        "since the start; what waits has a row");
  }

  @Test
  void aMessageThatGrewTooOldIsReportedOnce() throws Exception {
    start(FAST, FAST, Duration.ofMillis(300));
    far.down.put(ACME, "no route to host");
    put(ACME, "old", "a@acme.example");
    eventually(() -> reports.size() == 1 && files().isEmpty());
    assertEquals(
        "a@acme.example 554 5.4.7 delivery time expired; last: no route to host", reports.get(0));
  }

  @Test
  void aCorruptFileIsSetAsideAndTheOthersGo() throws Exception {
    far.down.put(ACME, "down");
    put(ACME, "will be changed", "a@acme.example");
    put(ACME, "sound", "a@acme.example");
    spool.close();
    Path first = files().get(0);
    byte[] bytes = Files.readAllBytes(first);
    bytes[bytes.length - 1] ^= 1;
    Files.write(first, bytes);
    far.down.clear();
    start(FAST, FAST, Duration.ofDays(5));
    eventually(() -> far.received.size() == 1 && files().isEmpty());
    assertEquals(List.of("acme.example a@acme.example sound"), far.received);
    assertEquals(1, store.corrupt());
    assertTrue(Files.exists(root.resolve(".corrupt/acme.example-" + first.getFileName())));
  }

  @Test
  void aFileThatIsCutOffIsSetAsideAtStart() throws Exception {
    far.down.put(ACME, "down");
    put(ACME, "will be cut", "a@acme.example");
    spool.close();
    Path file = files().get(0);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60));
    start(FAST, FAST, Duration.ofDays(5));
    assertEquals(List.of(), files());
    assertEquals(1, store.corrupt());
  }

  @Test
  void aCustomerCannotFillTheDiskOfOthers() throws Exception {
    far.down.put(ACME, "down");
    put(ACME, "x".repeat(9_000), "a@acme.example");
    SpoolFull full =
        assertThrows(SpoolFull.class, () -> put(ACME, "x".repeat(2_000), "a@acme.example"));
    assertEquals(452, full.reply().code());
    assertEquals(1, files().size());
    spool.store(UMBRA, Far.envelope("umbra", "b@umbra.example"), Far.text("fits"));
    eventually(() -> far.received.size() == 1);
    spool.bounce(spool.entries().get(0).id());
    assertEquals(0, store.used("acme"));
  }

  @Test
  void theOperatorHoldsReleasesAndGivesUp() throws Exception {
    far.down.put(ACME, "down");
    String held = put(ACME, "held", "a@acme.example");
    String given = put(ACME, "given up", "a@acme.example");
    eventually(() -> spool.isDown(ACME));
    assertTrue(spool.hold(held, true));
    assertTrue(spool.bounce(given));
    assertEquals(List.of("a@acme.example 550 5.7.1 given up by the operator"), reports);
    far.down.clear();
    spool.close();
    start(FAST, FAST, Duration.ofDays(5));
    assertEquals("held", spool.entries().get(0).state());
    assertTrue(spool.hold(held, false));
    eventually(() -> far.received.size() == 1);
    assertFalse(spool.bounce("nothing"));
  }

  @Test
  void whatCannotBeHeldForWantOfDiskGoesOn() throws Exception {
    far.down.put(ACME, "down");
    put(ACME, "one", "a@acme.example");
    eventually(() -> spool.isDown(ACME));
    String id = spool.entries().get(0).id();
    Files.createDirectory(root.resolve("acme.example").resolve(id + ".state.new"));
    assertThrows(IOException.class, () -> eventuallyHeld(id));
    far.down.clear();
    eventually(() -> far.received.size() == 1);
  }

  /** It may be under way at this moment. */
  private void eventuallyHeld(String id) throws IOException {
    while (!spool.hold(id, true)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void flushTriesNowWhateverTheSchedule() throws Exception {
    start(NEVER_AGAIN, NEVER_AGAIN, Duration.ofDays(20));
    far.down.put(ACME, "down");
    put(ACME, "one", "a@acme.example");
    eventually(() -> spool.isDown(ACME));
    far.down.clear();
    assertEquals(1, spool.flush(ACME));
    eventually(() -> far.received.size() == 1);
  }

  @Test
  void fiftyDestinationsThatNeverAnswerDelayNoOther() throws Exception {
    far.slow = Duration.ofSeconds(30);
    for (int i = 0; i < 50; i++) {
      Destination dead = new Destination("dead" + i + ".example");
      far.down.put(dead, "timed out");
      spool.lost(dead, "timed out");
      spool.store(dead, Far.envelope("dead", "x@" + dead), Far.text("x"));
    }
    far.known.add(UMBRA);
    eventually(() -> far.underWay.get() == 8); // every thread there is for the dead
    put(UMBRA, "first", "b@umbra.example");
    eventually(() -> far.received.contains("umbra.example b@umbra.example first"));
    assertEquals(8, far.underWay.get());
  }

  /** The settings of this test allow three sessions to one destination, eight in all. */
  @Test
  void aDestinationHasNoMoreSessionsAtOnceThanItsLimitAndOthersAreNotHeldUp() throws Exception {
    far.gates.put(ACME, new CountDownLatch(1));
    for (int i = 0; i < 30; i++) {
      put(ACME, "m" + i, "a@acme.example");
    }
    eventually(() -> far.sessions.containsKey(ACME) && far.sessions.get(ACME).get() == 3);
    for (int i = 0; i < 10; i++) {
      put(UMBRA, "other" + i, "b@umbra.example");
    }
    eventually(() -> far.received.size() == 10);
    far.gates.remove(ACME).countDown();
    eventually(() -> far.received.size() == 40 && files().isEmpty());
    assertEquals(3, far.mostSessions.get(ACME));
    assertTrue(far.mostSessions.get(UMBRA) <= 3);
  }

  /** Four destinations with three sessions each would have all eight threads to themselves. */
  @Test
  void longQueuesOfSomeDestinationsLetOthersInBetween() throws Exception {
    far.down.put(UMBRA, "down");
    String held = put(UMBRA, "held", "b@umbra.example"); // so that the lane stays
    eventually(() -> hold(held));
    far.down.clear();
    put(UMBRA, "first", "b@umbra.example");
    eventually(() -> far.received.size() == 1 && !spool.isDown(UMBRA));
    List<Destination> busy = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Destination each = new Destination("busy" + i + ".example");
      busy.add(each);
      far.down.put(each, "down");
      for (int n = 0; n < 200; n++) {
        spool.store(each, Far.envelope(each.name(), "x@" + each), Far.text("x"));
      }
    }
    far.pace = Duration.ofMillis(50);
    far.down.clear();
    eventually(() -> busy.stream().allMatch(each -> far.mostSessions.getOrDefault(each, 0) > 1));
    int before = far.received.size();
    put(UMBRA, "in between", "b@umbra.example");
    eventually(() -> far.received.contains("umbra.example b@umbra.example in between"));
    int first = far.received.size() - before;
    assertTrue(first < 450, first + " went first");
  }

  @Test
  void aDestinationThatBreaksOffHasOneSessionUntilItAnswers() throws Exception {
    far.breaking.add(ACME);
    for (int i = 0; i < 9; i++) {
      put(ACME, "m" + i, "a@acme.example");
    }
    eventually(() -> spool.counters().deferred() > 20);
    far.mostSessions.clear();
    eventually(() -> spool.counters().deferred() > 60);
    assertEquals(1, far.mostSessions.get(ACME));
    far.breaking.clear();
    eventually(() -> far.received.size() == 9 && files().isEmpty());
  }

  @Test
  void anEmptyFolderGoesAtAStart() throws Exception {
    put(ACME, "one", "a@acme.example");
    eventually(() -> far.received.size() == 1 && files().isEmpty());
    assertTrue(Files.isDirectory(root.resolve("acme.example")));
    far.down.put(UMBRA, "down");
    put(UMBRA, "two", "b@umbra.example");
    start(FAST, FAST, Duration.ofDays(5));
    assertFalse(Files.exists(root.resolve("acme.example")), "empty at a start");
    assertTrue(Files.isDirectory(root.resolve("umbra.example")), "something waits there");
    put(ACME, "three", "a@acme.example");
    eventually(() -> far.received.size() == 2);
  }

  private String put(Destination destination, String text, String... recipients)
      throws IOException {
    return spool.store(destination, Far.envelope("acme", recipients), Far.text(text)).id();
  }

  private boolean hold(String id) {
    try {
      return spool.hold(id, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".mail"))
          .filter(file -> !file.toString().contains(".corrupt"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
