package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.james.smtp.Reply;
import io.sixgate.james.spool.MessageStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSinkTest {
  private static final byte[] PIECE = new byte[64 * 1024];

  @TempDir private Path folder;
  private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
  private boolean full;

  @Test
  void aMessageIsStoredWholeWhenItHasEnded() throws Exception {
    KeptSink sink = sink();
    write(sink, 40);
    assertEquals(0, stored.size());
    assertEquals("250 stored", sink.end().toString());
    assertEquals(40 * PIECE.length, stored.size());
  }

  /** Many at once that do not end would fill it. */
  @Test
  void whileItComesTheDiskIsLookedAtAndNothingIsHeldThatHasNoRoom() throws Exception {
    long before = held();
    KeptSink sink = sink();
    write(sink, 40);
    assertEquals(before + 1, held(), "a large one is in a file");
    full = true;
    write(sink, 40);
    assertEquals(before, held(), "which goes at once");
    assertEquals("452 4.3.1 no room to store mail; try again later", sink.end().toString());
    assertEquals(0, stored.size());
  }

  private KeptSink sink() throws IOException {
    MessageStore none = new MessageStore(folder, 1, Long.MAX_VALUE, Clock.systemUTC());
    return new KeptSink(
        () -> {
          if (full) {
            none.requireDisk();
          }
        },
        content -> {
          try {
            content.writeTo(stored);
            return Reply.of(250, "stored");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void write(KeptSink sink, int pieces) {
    for (int i = 0; i < pieces; i++) {
      sink.write(PIECE, 0, PIECE.length);
    }
  }

  /** Files of James's that this process has open. */
  private static long held() throws IOException {
    long held = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path file : open) {
        held += isHeld(file) ? 1 : 0;
      }
    }
    return held;
  }

  private static boolean isHeld(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().matches(".*/mimemessage-.*\\.m64");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }
}
