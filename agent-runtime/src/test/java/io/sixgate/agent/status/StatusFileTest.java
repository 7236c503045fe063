package io.sixgate.agent.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBackEqual() throws IOException {
    Path path = folder.resolve("fake.json");
    new StatusFile(path).write(status(State.REFUSED));
    assertEquals(status(State.REFUSED), StatusFile.read(path).status());
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void whatDoesNotExistYetIsLeftOutAndReadAsNull() throws IOException {
    Path path = folder.resolve("fake.json");
    AgentStatus fresh =
        new AgentStatus(
            "fake",
            1,
            "0",
            NOON,
            NOON,
            10,
            State.STARTING,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    new StatusFile(path).write(fresh);
    assertFalse(Files.readString(path).contains("null"));
    assertEquals(fresh, StatusFile.read(path).status());
  }

  @Test
  void theKeysAreKebabCaseAndTimesAreText() {
    assertEquals(
        """
        {
          "agent" : "fake",
          "pid" : 42,
          "version" : "0.1.0",
          "started" : "2026-11-20T12:00:00Z",
          "written" : "2026-11-20T12:00:00Z",
          "heartbeat-seconds" : 10,
          "state" : "refused",
          "generation" : "g1",
          "last-pass" : "2026-11-20T12:00:00Z",
          "last-change" : "2026-11-20T12:00:00Z",
          "last-outcome" : "refused",
          "counts" : {
            "names" : 120
          },
          "problems" : [ "a \\"b\\"\\n" ],
          "failures" : [ ],
          "pending" : {
            "removals" : 45,
            "present" : 120,
            "text" : "too much"
          },
          "next-audit" : "2026-11-20T12:01:00Z",
          "drift" : 45,
          "tables" : {
            "hosts" : {
              "acme/web1" : {
                "down" : 1
              }
            }
          }
        }""",
        StatusFile.json(status(State.REFUSED)));
  }

  @Test
  void aStatusIsStaleAfterThreeMissedHeartbeatsUnlessTheAgentStopped() throws IOException {
    Path path = folder.resolve("fake.json");
    new StatusFile(path).write(status(State.OK));
    assertFalse(StatusFile.read(path, () -> NOON.plusSeconds(30)).stale());
    StatusFile.Reading late = StatusFile.read(path, () -> NOON.plusSeconds(31));
    assertTrue(late.stale());
    assertEquals(Duration.ofSeconds(31), late.age());
    assertEquals(Duration.ZERO, StatusFile.read(path, () -> NOON.minusSeconds(3600)).age());
    assertFalse(StatusFile.read(path, () -> NOON.minusSeconds(30)).stale());
    assertTrue(
        StatusFile.read(path, () -> NOON.minusSeconds(3600)).stale(),
        "an agent that runs would have written by the clock that was set back");
    new StatusFile(path).write(status(State.OK).stopped(NOON));
    assertFalse(StatusFile.read(path, () -> NOON.plusSeconds(3600)).stale());
  }

  @Test
  void keysOfANewerVersionArePassedOver() throws IOException {
    Path path = folder.resolve("fake.json");
    String text = StatusFile.json(status(State.OK));
    Files.writeString(path, text.replaceFirst("\\{", "{ \"colour\": [1],"));
    assertEquals("fake", StatusFile.read(path).status().agent());
  }

  @Test
  void whatIsNoStatusIsRefusedWithItsPath() throws IOException {
    Path path = folder.resolve("fake.json");
    assertThrows(NoSuchFileException.class, () -> StatusFile.read(path));
    for (String text : List.of("", "{", "[]", "null", "{}", "{\"written\":\"noon\"}", "\u0000")) {
      Files.writeString(path, text);
      String message = assertThrows(IOException.class, () -> StatusFile.read(path)).getMessage();
      assertTrue(message.startsWith(path + ": not a status file: "), message);
    }
    String whole = StatusFile.json(status(State.OK));
    for (int end = 0; end < whole.length(); end++) {
      Files.writeString(path, whole.substring(0, end));
      assertThrows(IOException.class, () -> StatusFile.read(path));
    }
  }

  private static AgentStatus status(State state) {
    return new AgentStatus(
        "fake",
        42,
        "0.1.0",
        NOON,
        NOON,
        10,
        state,
        "g1",
        NOON,
        NOON,
        "refused",
        Map.of("names", 120L),
        List.of("a \"b\"\n"),
        List.of(),
        new AgentStatus.Pending(45, 120, "too much"),
        NOON.plusSeconds(60),
        45,
        Map.of("hosts", Map.of("acme/web1", Map.of("down", 1L))));
  }
}
