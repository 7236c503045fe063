package io.sixgate.james.spool;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationFoldersTest {
  private static final Destination ACME = new Destination("acme.example");
  private static final Destination UMBRA = new Destination("umbra.example");

  @TempDir private Path root;
  private Instant now = Instant.parse("2026-11-26T00:00:00Z");

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void oneThatWasEmptyForAnHourGoesWhenAnotherIsAskedFor() throws IOException {
    DestinationFolders folders = new DestinationFolders(root, () -> now);
    folders.leave(folders.enter(ACME));
    pass(Duration.ofMinutes(59));
    folders.leave(folders.enter(UMBRA));
    assertTrue(Files.isDirectory(root.resolve("acme.example")));
    pass(Duration.ofMinutes(2));
    folders.leave(folders.enter(UMBRA));
    assertFalse(Files.exists(root.resolve("acme.example")));
    assertTrue(Files.isDirectory(root.resolve("umbra.example")), "in use two minutes ago");
    folders.leave(folders.enter(ACME));
    assertTrue(Files.isDirectory(root.resolve("acme.example")));
  }

  @Test
  void oneInWhichSomethingWaitsOrIsBeingWrittenStays() throws IOException {
    DestinationFolders folders = new DestinationFolders(root, () -> now);
    folders.enter(ACME); // and not left: a large message
    DestinationFolders.Folder waiting = folders.enter(UMBRA);
    Files.createFile(root.resolve("umbra.example/1.mail"));
    folders.leave(waiting);
    pass(Duration.ofHours(3));
    folders.leave(folders.enter(new Destination("other.example")));
    assertTrue(Files.isDirectory(root.resolve("acme.example")));
    assertTrue(Files.isDirectory(root.resolve("umbra.example")));
  }

  @Test
  void oneThatAnOperatorRemovedIsMadeAnew() throws IOException {
    DestinationFolders folders = new DestinationFolders(root, () -> now);
    folders.leave(folders.enter(ACME));
    Files.delete(root.resolve("acme.example"));
    folders.enter(ACME).sync();
    assertTrue(Files.isDirectory(root.resolve("acme.example")));
  }
}
