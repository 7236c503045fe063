package io.sixgate.nat64.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who had which part, and the question that a letter of complaint asks. */
final class HistoryTest {
  private static final Ipv4Address ADDRESS = Ipv4Address.parse("192.0.2.33");
  private static final String BEGUN =
      """
      2026-11-25T20:00:00Z + 16 acme 192.0.2.33 2048-3071
      2026-11-25T20:00:00Z + 17 acme/web1 -
      """;
  private static final String MOVED =
      BEGUN
          + """
          2026-11-26T08:15:04Z - 16 acme 192.0.2.33 2048-3071
          2026-11-26T08:15:04Z + 18 bolt 192.0.2.33 2048-3071
          """;

  @TempDir Path folder;

  private History history(String text) throws IOException {
    return new History(Files.writeString(folder.resolve(History.FILE), text));
  }

  private static Use use(History history, String time) throws IOException {
    return Use.of(history, ADDRESS, new Port(2100), Instant.parse(time));
  }

  private static Optional<String> customer(Use use) {
    return use.holder().map(period -> period.grant().owner().toString());
  }

  @Test
  void withoutAFileNobodyHasAnything() throws Exception {
    assertEquals(Allotment.NONE, new History(folder.resolve("none")).read());
  }

  @Test
  void whatWasWrittenIsReadBack() throws Exception {
    Allotment allotment = history(BEGUN).read();
    Instant time = Instant.parse("2026-11-25T20:00:00Z");
    assertEquals(BEGUN.lines().toList(), History.lines(Allotment.NONE, allotment, time));
  }

  @Test
  void theHolderAtTheTimeIsNamedWithHisHosts() throws Exception {
    Use use = use(history(MOVED), "2026-11-26T08:15:03Z");
    assertEquals(Optional.of("acme"), customer(use));
    assertEquals(List.of("acme/web1"), use.hosts().stream().map(Owner::toString).toList());
    assertEquals(Optional.empty(), use.before());
  }

  @Test
  void fromTheSecondOfTheChangeItIsTheNextOneAndTheFormerIsNamed() throws Exception {
    Use use = use(history(MOVED), "2026-11-26T08:15:04Z");
    assertEquals(Optional.of("bolt"), customer(use));
    assertEquals("acme", use.before().orElseThrow().grant().owner().toString());
  }

  @Test
  void beforeAllOfThatItWasNobodys() throws Exception {
    assertEquals(Optional.empty(), customer(use(history(MOVED), "2026-11-25T19:59:59Z")));
  }

  @Test
  void aLastLineThatACrashCutOffIsReplacedByTheNext() throws Exception {
    History history = history(BEGUN + "2026-11-26T08:15:04Z - 16 ac");
    history.append(List.of("2026-11-26T09:00:00Z - 17 acme/web1 -"));
    assertEquals(
        BEGUN + "2026-11-26T09:00:00Z - 17 acme/web1 -\n",
        Files.readString(folder.resolve(History.FILE)));
  }

  @Test
  void aDamagedLineIsSaidWithItsPlace() throws Exception {
    IOException failure =
        assertThrows(IOException.class, () -> history("nonsense\n" + BEGUN).read());
    assertEquals(
        folder.resolve(History.FILE)
            + ":1: \"nonsense\" is not TIME + NUMBER OWNER BLOCK; put the line right, or take it out",
        failure.getMessage());
  }
}
