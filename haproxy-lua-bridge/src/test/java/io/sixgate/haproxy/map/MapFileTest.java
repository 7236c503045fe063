package io.sixgate.haproxy.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MapFileTest {
  private static final Map<String, String> DESIRED = Map.of("a.example", "1", "b.example", "2");

  @TempDir Path folder;

  @Test
  void aFileWrittenIsTheSame() throws IOException {
    Path file = folder.resolve("names.map");
    try (Writer out = Files.newBufferedWriter(file)) {
      MapFile.write(DESIRED, out);
    }
    assertEquals(DESIRED, MapFile.read(file));
    assertTrue(isAll(file));
  }

  @Test
  void aMissingFileHasNoEntries() throws IOException {
    Path missing = folder.resolve("none.map");
    assertEquals(Map.of(), MapFile.read(missing));
    assertFalse(isAll(missing));
  }

  @Test
  void whatIsOtherGoneCutOffOrThereTwiceDiffers() throws IOException {
    assertFalse(isAll("a.example 1\nb.example 9\n"));
    assertFalse(isAll("a.example 1\n"));
    assertFalse(isAll("a.example 1\nb.example"));
    assertFalse(isAll("a.example 1\na.example 1\n"));
    assertFalse(isAll("a.example 1\nb.example 2\nb.example 2\n"));
    assertFalse(isAll("a.example 1\nb.example 2\nc.example 3\n"));
    assertTrue(isAll("# x\n\nb.example 2\na.example 1\n"));
  }

  @Test
  void whatShouldNotBeThereIsCountedForTheBrake() throws IOException {
    Path file = folder.resolve("some.map");
    Files.writeString(file, "a.example 1\nc.example 3\nd.example 4\n");
    EntryCount count = MapFile.count(file, DESIRED::get);
    assertEquals(3, count.present());
    assertEquals(1, count.equal());
    assertEquals(2, count.removed());
  }

  private boolean isAll(String text) throws IOException {
    Path file = folder.resolve("some.map");
    Files.writeString(file, text);
    return isAll(file);
  }

  private static boolean isAll(Path file) throws IOException {
    return MapFile.count(file, DESIRED::get)
        .isAll(DESIRED.size(), EntryCount.hash(DESIRED.keySet()));
  }
}
