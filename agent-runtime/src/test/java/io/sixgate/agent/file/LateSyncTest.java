package io.sixgate.agent.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LateSyncTest {

  @TempDir Path folder;

  /** A disk of which each sync takes until it is let go; then it fails if it is to. */
  private static final class SlowDisk implements LateSync.Disk {
    final List<Path> synced = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch busy = new CountDownLatch(1);
    final CountDownLatch letGo = new CountDownLatch(1);
    volatile boolean broken;

    @Override
    public void sync(Path file) throws IOException {
      busy.countDown();
      try {
        letGo.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (broken) {
        throw new IOException("Input/output error");
      }
      synced.add(file);
    }
  }

  @Test
  void aReplacedFileIsThereWhileTheDiskIsStillBusyWithIt() throws Exception {
    SlowDisk disk = new SlowDisk();
    Path file = folder.resolve("names.recent.map");
    try (LateSync sync = new LateSync(disk)) {
      sync.start(() -> {});
      FileReplacer.keepingMode(file).replaceSoon(sync, out -> out.write("a"));
      assertTrue(disk.busy.await(10, TimeUnit.SECONDS));
      assertEquals("a", Files.readString(file));
      assertEquals(List.of(), disk.synced);
      disk.letGo.countDown();
    }
    assertEquals(List.of(file), disk.synced, "close() waits for the disk");
  }

  @Test
  void aFileReplacedOftenWhileTheDiskIsBusyIsSyncedOnceMore() throws Exception {
    SlowDisk disk = new SlowDisk();
    FileReplacer file = FileReplacer.keepingMode(folder.resolve("names.recent.map"));
    try (LateSync sync = new LateSync(disk)) {
      sync.start(() -> {});
      file.replaceSoon(sync, out -> out.write("0"));
      assertTrue(disk.busy.await(10, TimeUnit.SECONDS));
      for (int i = 1; i <= 100; i++) {
        String text = "" + i;
        file.replaceSoon(sync, out -> out.write(text));
      }
      disk.letGo.countDown();
    }
    assertEquals(2, disk.synced.size());
  }

  @Test
  void aFailureIsToldAndRememberedUntilTheFileWasWrittenAnew() throws Exception {
    SlowDisk disk = new SlowDisk();
    disk.broken = true;
    disk.letGo.countDown();
    CountDownLatch told = new CountDownLatch(1);
    Path file = folder.resolve("names.recent.map");
    try (LateSync sync = new LateSync(disk)) {
      sync.start(told::countDown);
      FileReplacer.keepingMode(file).replaceSoon(sync, out -> out.write("a"));
      assertTrue(told.await(10, TimeUnit.SECONDS));
      assertTrue(sync.hasFailed(file));
      sync.mended(file);
      assertFalse(sync.hasFailed(file));
    }
  }

  @Test
  void withoutTheThreadADiskThatFailsIsToldAtOnce() {
    SlowDisk disk = new SlowDisk();
    disk.broken = true;
    disk.letGo.countDown();
    FileReplacer file = FileReplacer.keepingMode(folder.resolve("names.recent.map"));
    try (LateSync sync = new LateSync(disk)) {
      IOException e =
          assertThrows(IOException.class, () -> file.replaceSoon(sync, out -> out.write("a")));
      assertEquals("Input/output error", e.getMessage());
    }
  }

  @Test
  void aFileThatIsGoneByThenIsNoFailure() throws Exception {
    Path file = folder.resolve("names.recent.map");
    LateSync sync = new LateSync();
    sync.start(() -> {});
    FileReplacer.keepingMode(file).replaceSoon(sync, out -> out.write("a"));
    Files.deleteIfExists(file);
    sync.close();
    assertFalse(sync.hasFailed(file));
  }
}
