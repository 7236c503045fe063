package io.sixgate.agent.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficFileTest {
  private static final Instant SINCE = Instant.parse("2026-11-27T03:00:00Z");

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("sni-router.traffic");
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    List<Traffic> rows =
        List.of(
            new Traffic("acme", "443", 4, 100, 51200, 1L << 40),
            new Traffic("acme", "ssh", 6, 2, 4100, 9000));
    new TrafficFile(path).write(SINCE, rows);
    assertEquals(
        "since 2026-11-27T03:00:00Z\nacme 443 4 100 51200 1099511627776\nacme ssh 6 2 4100 9000\n",
        Files.readString(path));
    assertEquals(new TrafficFile.Reading(SINCE, rows), TrafficFile.read(path));
  }

  @Test
  void whatWasNeverWrittenIsNotThere() {
    assertThrows(NoSuchFileException.class, () -> TrafficFile.read(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme 443 4 1 2 3\n",
        "since yesterday\n",
        "since 2026-11-27T03:00:00Z\nacme 443 4 1 2\n",
        "since 2026-11-27T03:00:00Z\nacme 443 5 1 2 3\n",
        "since 2026-11-27T03:00:00Z\nacme 443 4 1 -2 3\n",
        "since 2026-11-27T03:00:00Z\nacme 443 4 1 2 99999999999999999999\n"
      })
  void whatIsNoneIsSaidToBeNone(String text) throws IOException {
    Files.writeString(path, text);
    IOException e = assertThrows(IOException.class, () -> TrafficFile.read(path));
    assertEquals(true, e.getMessage().startsWith(path + ": not a file of traffic: "));
  }
}
