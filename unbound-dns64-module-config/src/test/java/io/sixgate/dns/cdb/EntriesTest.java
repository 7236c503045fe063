package io.sixgate.dns.cdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class EntriesTest {
  /** Whatever comes in whatever order: as a sorted map that keeps the first of a key. */
  @Property(tries = 200)
  void theyAreWhatASortedMapWouldHold(@ForAll("pairs") List<Map.Entry<Bytes, Bytes>> pairs) {
    SortedMap<Bytes, Bytes> expected = new TreeMap<>();
    EntriesBuilder builder = new EntriesBuilder();
    pairs.forEach(
        pair -> {
          expected.putIfAbsent(pair.getKey(), pair.getValue());
          builder.put(pair.getKey(), pair.getValue());
        });
    Entries entries = builder.build();
    assertEquals(expected, entries);
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(entries.keySet()));
    pairs.forEach(pair -> assertEquals(expected.get(pair.getKey()), entries.get(pair.getKey())));
  }

  @Provide
  Arbitrary<List<Map.Entry<Bytes, Bytes>>> pairs() {
    Arbitrary<Bytes> keys = Arbitraries.bytes().array(byte[].class).ofMaxSize(2).map(Bytes::new);
    Arbitrary<Bytes> values = Arbitraries.integers().between(0, 3).map(i -> Bytes.of("pool" + i));
    return keys.flatMap(key -> values.map(value -> Map.entry(key, value))).list().ofMaxSize(200);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    Entries entries =
        Entries.of(Map.of(Bytes.of("b"), Bytes.of("x"), Bytes.of("d"), Bytes.of("x")));
    for (String other : List.of("", "a", "bb", "c", "e")) {
      assertNull(entries.get(Bytes.of(other)), other);
    }
    assertNull(Entries.none().get(Bytes.of("a")));
  }

  @Test
  void aKeyIsFoundAtTheEndOfAnArray() {
    Entries entries = Entries.of(Map.of(Bytes.of("outer"), Bytes.of("x")));
    assertEquals(Bytes.of("x"), entries.get(Bytes.of("in.outer").content(), 3));
    assertNull(entries.get(Bytes.of("in.outer").content(), 4));
  }

  @Test
  void equalValuesAreOneObject() {
    EntriesBuilder builder = new EntriesBuilder();
    builder.put(Bytes.of("a"), Bytes.of("pool"));
    builder.put(Bytes.of("b"), Bytes.of("pool"));
    Entries entries = builder.build();
    assertSame(entries.get(Bytes.of("a")), entries.get(Bytes.of("b")));
  }

  @Test
  void whatIsHandedOutIsACopy() {
    Entries entries = Entries.of(Map.of(Bytes.of("a"), Bytes.of("pool")));
    entries.keySet().iterator().next().content()[0] = 'z';
    assertArrayEquals(new byte[] {'a'}, entries.keySet().iterator().next().content());
  }
}
