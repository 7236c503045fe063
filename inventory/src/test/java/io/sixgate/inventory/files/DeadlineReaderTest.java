package io.sixgate.inventory.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DeadlineReaderTest {
  @TempDir Path folder;

  @Test
  @Timeout(20)
  void aFifoThatNobodyWritesToIsLeftAfterTheDeadline() throws Exception {
    Path fifo = folder.resolve("web1.yaml");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start().waitFor());
    DeadlineReader.NoAnswer e =
        assertThrows(
            DeadlineReader.NoAnswer.class,
            () -> DeadlineReader.read(fifo, 10, Duration.ofMillis(200)));
    assertEquals("it does not answer", FileProblems.why(e));
    try (OutputStream out = Files.newOutputStream(fifo)) {
      out.flush(); // Sets the thread that waits for a writer free.
    }
  }

  @Test
  void aFileIsReadUpToTheMost() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[] {1, 2, 3});
    assertArrayEquals(new byte[] {1, 2}, DeadlineReader.read(file, 2, Duration.ofSeconds(10)));
  }

  @Test
  void whatCannotBeOpenedIsSaidAsItIs() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    assertThrows(IOException.class, () -> DeadlineReader.read(link, 2, Duration.ofSeconds(10)));
    assertThrows(
        NoSuchFileException.class,
        () -> DeadlineReader.read(folder.resolve("none"), 2, Duration.ofSeconds(10)));
  }
}
