package io.sixgate.james.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir private Path folder;
  private final Map<String, Integer> entries = new ConcurrentHashMap<>();

  /** A relay runs for years, and each recipient has a line a day. */
  @Test
  void itGrowsNoLongerThanItsEntriesNeed() throws IOException {
    Path file = folder.resolve("journal");
    try (Journal journal = new Journal(file, 10)) {
      journal.rewrite(entries);
      for (int day = 1; day <= 1000; day++) {
        for (String key : new String[] {"ann", "bob", "carol"}) {
          entries.put(key, day);
          journal.append(key, day);
          journal.compact(entries);
        }
      }
      journal.remove("bob");
      entries.remove("bob");
    }
    int lines = Files.readAllLines(file).size();
    assertTrue(lines <= 10 + 2 * 3 + 2, lines + " lines");
    assertEquals(entries, new Journal(file).read());
  }
}
