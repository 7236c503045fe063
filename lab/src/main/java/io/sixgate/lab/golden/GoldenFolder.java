package io.sixgate.lab.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Expected texts in files. {@code -Dsixgate.golden=write} writes them anew; look at the difference
 * before committing it.
 */
public final class GoldenFolder {
  private static final boolean WRITE = "write".equals(System.getProperty("sixgate.golden"));

  private GoldenFolder() {}

  /** The cases of the module whose tests run. */
  public static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/golden"))) {
      return folders.sorted().toList();
    }
  }

  /** What the file expects, after it was written anew if that is asked for. */
  public static String expected(Path file, String actual) throws IOException {
    if (WRITE) {
      Files.writeString(file, actual);
    }
    return Files.readString(file);
  }
}
