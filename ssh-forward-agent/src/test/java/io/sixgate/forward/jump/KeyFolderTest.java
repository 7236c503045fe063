package io.sixgate.forward.jump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFolderTest {
  private static final String LINK = "SHA256:" + "a".repeat(43);
  private static final String DAMAGED = "SHA256:" + "b".repeat(43);
  private static final String KEY = "SHA256:" + "c".repeat(43);

  @TempDir Path folder;

  @Test
  void aLinkOrADamagedFileIsWrongAndKeepsNoOtherFromBeingRead() throws IOException {
    Files.createSymbolicLink(folder.resolve(LINK), folder.resolve("nowhere"));
    Files.write(folder.resolve(DAMAGED), new byte[] {(byte) 0xff});
    KeyFolder keys = new KeyFolder(folder);
    keys.put(KEY, "restrict ssh-ed25519 AAAA\n");
    keys.read();
    assertEquals(
        Map.of(LINK, "", DAMAGED, "\ufffd", KEY, "restrict ssh-ed25519 AAAA\n"), keys.files());
  }

  @Test
  void aLinkIsReplacedByAFileAndNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "theirs");
    Files.createSymbolicLink(folder.resolve(LINK), elsewhere);
    new KeyFolder(folder).put(LINK, "restrict ssh-ed25519 AAAA\n");
    assertEquals("theirs", Files.readString(elsewhere));
    assertEquals("restrict ssh-ed25519 AAAA\n", Files.readString(folder.resolve(LINK)));
  }
}
