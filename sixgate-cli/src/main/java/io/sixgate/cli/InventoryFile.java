package io.sixgate.cli;

import io.sixgate.agent.file.FileReplacer;
import io.sixgate.inventory.edit.UnifiedDiff;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of the inventory as it was when it was read, to be replaced only if it still is so.
 *
 * @param path its place, where a symbolic link leads
 * @param file as problems name it
 * @param content empty if there was no file
 */
record InventoryFile(Path path, String file, Optional<byte[]> content) {

  static InventoryFile read(Path path, String file) throws IOException {
    try {
      Path real = path.toRealPath();
      return new InventoryFile(real, file, Optional.of(Files.readAllBytes(real)));
    } catch (NoSuchFileException e) {
      return new InventoryFile(path, file, Optional.empty());
    }
  }

  String diff(String after) {
    return UnifiedDiff.between(
        content.map(bytes -> new String(bytes, StandardCharsets.UTF_8)), after, file);
  }

  /**
   * Compare and swap.
   *
   * @throws IOException if it could not be written, or somebody else wrote it meanwhile
   */
  void replace(String after) throws IOException {
    if (content.isEmpty()) {
      if (!FileReplacer.keepingMode(path).create(out -> out.write(after))) {
        throw changed();
      }
      return;
    }
    // Of two of us at the same file, the second waits here and then finds that it has changed. An
    // editor knows nothing of the lock: against that, only the comparison helps.
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.lock();
      if (!FileReplacer.keepingMode(path).replaceIf(this::isUnchanged, out -> out.write(after))) {
        throw changed();
      }
    } catch (NoSuchFileException e) {
      throw changed();
    }
  }

  private boolean isUnchanged() throws IOException {
    return Arrays.equals(read(path, file).content.orElse(null), content.orElseThrow());
  }

  private IOException changed() {
    return new IOException(
        file + " was changed by somebody else at the same time; nothing was written, try again");
  }
}
