package io.sixgate.inventory.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {
  @TempDir private Path folder;

  @Test
  void anAddedLineStandsBetweenThreeLinesOfContext() {
    assertEquals(
        """
        --- a/acme/web1.yaml
        +++ b/acme/web1.yaml
        @@ -2,4 +2,5 @@
         b
         c
         d
        +x
         e
        """,
        UnifiedDiff.between(
            Optional.of("a\nb\nc\nd\ne\n"), "a\nb\nc\nd\nx\ne\n", "acme/web1.yaml"));
  }

  @Test
  void aNewFileComesFromNothing() {
    assertEquals(
        "--- /dev/null\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n",
        UnifiedDiff.between(Optional.empty(), "a\n", "f"));
  }

  @Test
  void equalTextsHaveNone() {
    assertEquals("", UnifiedDiff.between(Optional.of("a\n"), "a\n", "f"));
  }

  @Test
  void patchMakesTheSameOfIt() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/patch")), "patch is not installed");
    Random random = new Random(1);
    Path file = folder.resolve("f");
    for (int i = 0; i < 100; i++) {
      String before = lines(random);
      String after = lines(random);
      if (before.equals(after) || before.isEmpty() || after.isEmpty()) {
        continue;
      }
      Files.writeString(file, before);
      Process patch =
          new ProcessBuilder("/usr/bin/patch", "-s", "-p1", "-d", folder.toString())
              .redirectErrorStream(true)
              .start();
      patch
          .getOutputStream()
          .write(
              UnifiedDiff.between(Optional.of(before), after, "f")
                  .getBytes(StandardCharsets.UTF_8));
      patch.getOutputStream().close();
      String said = new String(patch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(patch.waitFor(10, TimeUnit.SECONDS));
      assertEquals(0, patch.exitValue(), said);
      assertEquals(after, Files.readString(file));
    }
  }

  private static String lines(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(3))).append(random.nextInt(12) > 0 ? "\n" : "x\n");
    }
    return random.nextBoolean() ? text.toString() : text.toString().stripTrailing();
  }
}
