package io.sixgate.agent.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplacerTest {

  @TempDir Path folder;

  @Test
  void aNewFileIsReadableByAllAndAReplacedOneKeepsItsMode() throws IOException {
    Path file = folder.resolve("names.map");
    FileReplacer.keepingMode(file).replace(out -> out.write("a\n"));
    assertEquals("rw-r--r--", mode(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    FileReplacer.keepingMode(file).replace(out -> out.write("b\n"));
    assertEquals("rw-r-----", mode(file));
    assertEquals("b\n", Files.readString(file));
    FileReplacer.withMode(file, "rw-------").replace(out -> out.write("c\n"));
    assertEquals("rw-------", mode(file));
    assertOnlyFiles("names.map");
  }

  @Test
  void aConditionThatDoesNotHoldLeavesTheFormerFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("web1.yaml"), "former");
    FileReplacer replacer = FileReplacer.keepingMode(file);
    assertFalse(replacer.replaceIf(() -> false, out -> out.write("new")));
    assertEquals("former", Files.readString(file));
    assertOnlyFiles("web1.yaml");
    assertTrue(replacer.replaceIf(() -> true, out -> out.write("new")));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void ofSeveralWhoCreateAFileOneHasIt() throws IOException {
    Path file = folder.resolve("ssh-ports.used");
    FileReplacer replacer = FileReplacer.keepingMode(file);
    assertFalse(
        replacer.create(
            out -> {
              assertTrue(replacer.create(other -> other.write("theirs")));
              out.write("mine");
            }));
    assertEquals("theirs", Files.readString(file));
    assertEquals("rw-r--r--", mode(file));
    assertOnlyFiles("ssh-ports.used");
  }

  @Test
  void theFormerOwnerAndGroupAreKept() throws IOException {
    assumeTrue((int) Files.getAttribute(folder, "unix:uid") == 0, "giving files away needs root");
    Path file = Files.writeString(folder.resolve("names.map"), "a");
    Files.setAttribute(file, "unix:uid", 65534);
    Files.setAttribute(file, "unix:gid", 65534);
    FileReplacer.keepingMode(file).replace(out -> out.write("b"));
    assertEquals(65534, Files.getAttribute(file, "unix:uid"));
    assertEquals(65534, Files.getAttribute(file, "unix:gid"));
  }

  @Test
  void aWriterThatFailsHalfWayLeavesTheFormerFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("names.map"), "former");
    FileReplacer replacer = FileReplacer.keepingMode(file);
    FileReplacer.Content diskFull =
        out -> {
          out.write("x".repeat(100_000));
          throw new IOException("No space left on device");
        };
    assertEquals(
        "No space left on device",
        assertThrows(IOException.class, () -> replacer.replace(diskFull)).getMessage());
    assertThrows(IOException.class, () -> replacer.replaceIfChanged(diskFull));
    assertThrows(
        IllegalStateException.class,
        () ->
            replacer.replace(
                out -> {
                  throw new IllegalStateException("defect");
                }));
    assertEquals("former", Files.readString(file));
    assertOnlyFiles("names.map");
  }

  @Test
  void anInterruptLeavesTheFormerFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("names.map"), "former");
    Thread.currentThread().interrupt();
    assertThrows(
        IOException.class, () -> FileReplacer.keepingMode(file).replace(out -> out.write("new")));
    assertTrue(Thread.interrupted());
    assertEquals("former", Files.readString(file));
    assertOnlyFiles("names.map");
  }

  @Test
  void textThatIsNotUnicodeIsRefusedRatherThanChanged() throws IOException {
    Path file = folder.resolve("names.map");
    assertThrows(
        CharacterCodingException.class,
        () -> FileReplacer.keepingMode(file).replace(out -> out.write("a\ud800b")));
    assertOnlyFiles();
  }

  @Test
  void equalTextIsNotWrittenAgainUnlessTheModeDiffers() throws IOException {
    Path file = Files.writeString(folder.resolve("names.map"), "same");
    FileTime before = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, before);
    assertFalse(FileReplacer.keepingMode(file).replaceIfChanged(out -> out.write("same")));
    assertEquals(before, Files.getLastModifiedTime(file));
    assertTrue(FileReplacer.withMode(file, "rw-rw----").replaceIfChanged(out -> out.write("same")));
    assertTrue(FileReplacer.keepingMode(file).replaceIfChanged(out -> out.write("other")));
    assertTrue(
        FileReplacer.keepingMode(folder.resolve("new")).replaceIfChanged(out -> out.write("")));
    assertOnlyFiles("names.map", "new");
  }

  @Test
  void leftoversOfAKilledPredecessorAreRemovedAndThoseOfOthersAreNot() throws IOException {
    Path file = folder.resolve("names.map");
    Files.writeString(folder.resolve(".names.map.123.sixgate-tmp"), "half");
    Files.writeString(folder.resolve(".other.map.123.sixgate-tmp"), "half");
    Files.writeString(folder.resolve(".names.map.swp"), "an editor's");
    assertEquals(1, FileReplacer.keepingMode(file).removeLeftovers());
    assertOnlyFiles(".names.map.swp", ".other.map.123.sixgate-tmp");
  }

  @Test
  void aSymbolicLinkIsReplacedAndItsTargetLeftAlone() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "other");
    Path link = Files.createSymbolicLink(folder.resolve("link"), other);
    FileReplacer.keepingMode(link).replace(out -> out.write("new"));
    assertEquals("other", Files.readString(other));
    assertFalse(Files.isSymbolicLink(link));
  }

  @Test
  void aMissingFolderIsTheCallersToMake() {
    FileReplacer replacer = FileReplacer.keepingMode(folder.resolve("absent/names.map"));
    assertThrows(NoSuchFileException.class, () -> replacer.replace(out -> out.write("a")));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private void assertOnlyFiles(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of(names), files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }
}
