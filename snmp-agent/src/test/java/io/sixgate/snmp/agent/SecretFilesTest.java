package io.sixgate.snmp.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.model.Label;
import io.sixgate.snmp.engine.Passphrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
  private static final Label MONITOR = Label.parse("monitor");

  @TempDir Path folder;
  private final List<String> problems = new ArrayList<>();

  @Test
  void twoLinesAreTwoPassphrases() throws IOException {
    write("monitor", "rw-------", "authentic-99\nencrypted-99\n");
    assertEquals(Optional.of(new Passphrases("authentic-99", "encrypted-99")), monitor());
    assertEquals(List.of(), problems);
  }

  @Test
  void aMissingFileIsSaid() {
    assertEquals(Optional.empty(), monitor());
    assertProblem(
        "FOLDER/monitor is missing, so monitor gets no answer; write its two passphrases there, one a line, mode 0600");
  }

  @Test
  void aFileThatOthersCanReadIsNotUsed() throws IOException {
    write("monitor", "rw-r-----", "authentic-99\nencrypted-99\n");
    assertEquals(Optional.empty(), monitor());
    assertProblem(
        "FOLDER/monitor can be read by others and is not used; chmod 0600, and choose a new secret; monitor gets no answer");
  }

  @Test
  void aShortPassphraseIsRefused() throws IOException {
    write("monitor", "rw-------", "authentic-99\nshort\n");
    assertEquals(Optional.empty(), monitor());
    assertProblem(
        "FOLDER/monitor: has to be two lines, the passphrase for authentication and the one for encryption, of 8 characters at least; monitor gets no answer");
  }

  @Test
  void theCommunityIsPublicUnlessAFileSaysAnother() throws IOException {
    assertEquals("public", new SecretFiles(folder).community(problems::add));
    write("v2c.community", "rw-------", "another\n");
    assertEquals("another", new SecretFiles(folder).community(problems::add));
    assertEquals(List.of(), problems);
  }

  private Optional<Passphrases> monitor() {
    return new SecretFiles(folder).of(MONITOR, problems::add);
  }

  private void write(String name, String mode, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private void assertProblem(String text) {
    assertEquals(List.of(text.replace("FOLDER", folder.toString())), problems);
  }
}
