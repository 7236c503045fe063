package io.sixgate.agent.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir Path folder;

  @Test
  void agentsAreKnownByTheirStatusFiles() throws IOException {
    RunFolder run = new RunFolder(folder.resolve("run"));
    assertEquals(List.of(), run.agents());
    run.create();
    Files.createFile(run.status("sni-router"));
    Files.createFile(run.status("james"));
    Files.createFile(run.lock("other"));
    assertEquals(List.of("james", "sni-router"), run.agents());
  }

  @Test
  void noAgentNameLeavesTheFolder() {
    RunFolder run = new RunFolder(folder);
    for (String name : List.of("", "../x", "a/b", "A", "1", ".x", "a b", "a\n")) {
      assertThrows(IllegalArgumentException.class, () -> run.force(name), name);
    }
  }
}
