package io.sixgate.dns.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.dns.cdb.Bytes;
import io.sixgate.dns.cdb.Entries;
import io.sixgate.dns.wire.WireName;
import io.sixgate.inventory.net.Hostname;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LookupFileTest {
  private static final Table ZONES = new Table("zones", false);

  @TempDir Path folder;

  private final List<Path> made = new java.util.ArrayList<>();

  private static Entries entries(String... names) {
    SortedMap<Bytes, Bytes> entries = new TreeMap<>();
    for (String name : names) {
      entries.put(WireName.of(Hostname.parse(name)), Bytes.of("pool"));
    }
    return Entries.of(entries);
  }

  @Test
  void aFileThatIsAbsentIsToBeWrittenThoughItWouldBeEmpty() throws IOException {
    LookupFile file = new LookupFile(ZONES, folder);
    file.read();
    assertFalse(file.plan(Entries.none()).isEmpty());
    file.write(file.plan(Entries.none()));
    assertTrue(file.plan(Entries.none()).isEmpty());
  }

  @Test
  void aDamagedFileIsWrittenAnew() throws IOException {
    Files.writeString(ZONES.file(folder), "half of a tab");
    LookupFile file = new LookupFile(ZONES, folder);
    file.read();
    TableChanges changes = file.plan(entries("acme.example"));
    assertEquals(0, changes.removals());
    file.write(changes);
    file.read();
    assertTrue(file.plan(entries("acme.example")).isEmpty());
  }

  @Test
  void thePlanNamesWhatComesAndGoesAndMakesDnsdistLook() throws IOException {
    LookupFile file = new LookupFile(ZONES, folder);
    file.write(file.plan(entries("acme.example", "old.example")));
    assertEquals(
        List.of(
            "# write zones.cdb",
            "#+new.example pool",
            "#-old.example",
            "if not sixgate_tables['zones']:reload() then error('zones' .. ' cannot be read') end"),
        file.plan(entries("acme.example", "new.example")).commands());
  }

  @Test
  void withoutRemovalsWhatWasThereStays() throws IOException {
    LookupFile file = new LookupFile(ZONES, folder);
    file.write(file.plan(entries("acme.example", "old.example")));
    TableChanges growing = file.plan(entries("new.example")).growing();
    assertEquals(0, growing.removals());
    assertEquals(entries("acme.example", "new.example", "old.example"), growing.after());
  }

  /** From any table to any other: the file says the last, and nothing is left to do. */
  @Property(tries = 60)
  void afterEachChangeOfARandomWalkTheFileIsWhatIsDesired(
      @ForAll("walks") List<SortedMap<Bytes, Bytes>> walk) throws IOException {
    Path state = Files.createTempDirectory("walk");
    made.add(state);
    LookupFile file = new LookupFile(ZONES, state);
    for (SortedMap<Bytes, Bytes> desired : walk) {
      TableChanges changes = file.plan(Entries.of(desired));
      SortedMap<Bytes, Bytes> played = new TreeMap<>(changes.before());
      for (TableChanges.Change change : changes.changes()) {
        if (change.isRemoval()) {
          played.remove(change.key());
        } else {
          played.put(change.key(), change.after());
        }
      }
      assertEquals(desired, played);
      file.write(changes);
      assertTrue(file.plan(Entries.of(desired)).isEmpty());
      LookupFile another = new LookupFile(ZONES, state);
      another.read();
      assertTrue(another.plan(Entries.of(desired)).isEmpty());
    }
  }

  @Provide
  Arbitrary<List<SortedMap<Bytes, Bytes>>> walks() {
    Arbitrary<Bytes> keys = Arbitraries.integers().between(0, 30).map(i -> Bytes.of("key" + i));
    Arbitrary<Bytes> values = Arbitraries.integers().between(0, 3).map(i -> Bytes.of("pool" + i));
    return Arbitraries.maps(keys, values)
        .ofMaxSize(20)
        .map(map -> (SortedMap<Bytes, Bytes>) new TreeMap<>(map))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @AfterTry
  void nothingIsLeft() throws IOException {
    for (Path state : made) {
      try (var files = Files.list(state)) {
        for (Path file : files.collect(Collectors.toList())) {
          Files.delete(file);
        }
      }
      Files.delete(state);
    }
    made.clear();
  }
}
