package io.sixgate.forward.jump;

import io.sixgate.agent.file.FileReplacer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file per key, which sshd's look-up prints. Each is replaced atomically. */
final class KeyFolder {
  private final Path folder;
  private final SortedMap<String, String> files = new TreeMap<>();

  KeyFolder(Path folder) {
    this.folder = folder;
  }

  SortedMap<String, String> files() {
    return files;
  }

  /** Reads all anew. A file of another name is not ours, and no look-up finds it. */
  void read() throws IOException {
    files.clear();
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "SHA256:*")) {
      for (Path file : found) {
        String name = file.getFileName().toString();
        if (JumpKey.isFile(name)) {
          files.put(name, text(file));
        }
      }
    }
  }

  /**
   * Nothing for what is no file or a link, so that it is taken for wrong and replaced or removed.
   */
  private static String text(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
        : "";
  }

  void put(String name, String line) throws IOException {
    Files.createDirectories(folder);
    FileReplacer.withMode(folder.resolve(name), "rw-r--r--").replace(out -> out.write(line));
    files.put(name, line);
  }

  void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    files.remove(name);
  }
}
