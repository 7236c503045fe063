package io.sixgate.forward.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SocketOwnersTest {
  /** A process that starts closes files all the time: HAProxy, its maps. */
  @Test
  void aFileThatIsClosedMeanwhileHidesNoSocket(@TempDir Path proc) throws Exception {
    Path process = proc.resolve("4711");
    Path files = Files.createDirectories(process.resolve("fd"));
    Files.writeString(process.resolve("comm"), "haproxy\n");
    for (int number = 0; number < 40; number += 2) {
      Files.createFile(files.resolve(Integer.toString(number))); // no link: reading it fails
      Files.createSymbolicLink(
          files.resolve(Integer.toString(number + 1)), Path.of("socket:[" + (8000 + number) + "]"));
    }
    SocketOwners.Owner haproxy = new SocketOwners.Owner(4711, "haproxy");
    assertEquals(
        Map.of("8000", haproxy, "8020", haproxy, "8038", haproxy),
        SocketOwners.of(proc, Set.of("8000", "8020", "8038", "9000")));
  }

  @Test
  void aProcessThatEndedHasNone(@TempDir Path proc) throws Exception {
    Files.createDirectories(proc.resolve("4712"));
    assertEquals(Map.of(), SocketOwners.of(proc, Set.of("8000")));
  }
}
