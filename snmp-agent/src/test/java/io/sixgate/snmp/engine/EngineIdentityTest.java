package io.sixgate.snmp.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineIdentityTest {
  @TempDir Path folder;

  @Test
  void itsNameLastsAndItsBootsRise() throws IOException {
    Path file = folder.resolve("state/engine");
    EngineIdentity first = EngineIdentity.next(file);
    assertEquals(1, first.boots());
    EngineIdentity second = EngineIdentity.next(file);
    assertEquals(first.id(), second.id());
    assertEquals(2, second.boots());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void withoutItsFileOrWithADamagedOneItIsAnotherEngine() throws IOException {
    Path file = folder.resolve("engine");
    EngineIdentity first = EngineIdentity.next(file);
    Files.writeString(file, "80001370");
    EngineIdentity second = EngineIdentity.next(file);
    assertNotEquals(first.id(), second.id());
    assertEquals(1, second.boots());
  }
}
