package io.sixgate.relay.main;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where large messages are held while they come: on the disk of those that wait, whose free space
 * is looked after. {@code /tmp} is memory on a Debian 13.
 */
final class Unfinished {
  private Unfinished() {}

  /** Makes the folder, empty, and has the JVM use it; before anything of James is loaded. */
  static void prepare(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path file : left) {
        Files.delete(file); // of a process that was killed; never acknowledged
      }
    }
    System.setProperty("java.io.tmpdir", folder.toString());
  }
}
