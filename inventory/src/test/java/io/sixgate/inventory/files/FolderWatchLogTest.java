package io.sixgate.inventory.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the watch logs are events in logfmt, as agents write them. */
class FolderWatchLogTest {
  private static final Logger LOGGER = Logger.getLogger(FolderWatch.class.getName());

  @TempDir Path folder;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          lines.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void listenNoMore() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  @Test
  void aChangeThatCouldNotBeHandledIsAnEvent() throws Exception {
    Runnable failing =
        () -> {
          throw new IllegalStateException("oops");
        };
    try (FolderWatch watch = new FolderWatch(folder, new Dirt(), failing)) {
      watch.wake();
      assertEquals(
          "SEVERE change-not-handled text=\"the inventory's change was seen, but handling it failed;"
              + " the next change tries again\"",
          lines.poll(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void whatCouldEndAValueEarlyIsEscaped() {
    assertEquals("\"/a \\\"b\\\" \\\\c\"", FolderWatch.quoted("/a \"b\" \\c"));
  }
}
