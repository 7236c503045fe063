package io.sixgate.nat64.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConntrackTest {
  @TempDir private Path folder;

  private long insertFailed(String text) throws IOException {
    return new Conntrack("conntrack", Files.writeString(folder.resolve("statistics"), text))
        .insertFailed();
  }

  @Test
  void whatAllProcessorsCountedIsOneNumber() throws Exception {
    assertEquals(
        0x1a + 0x3,
        insertFailed(
            """
            entries  clashres found new insert insert_failed drop
            0000000c 00000000 00000000 00000000 00000000 0000001a 0000001a
            0000000c 00000000 00000000 00000000 00000000 00000003 00000003
            """));
  }

  @Test
  void anotherFileIsAFailure() {
    assertThrows(IOException.class, () -> insertFailed("entries\n0000000c\n"));
    assertThrows(IOException.class, () -> insertFailed("insert_failed\nmany\n"));
  }
}
