package io.sixgate.haproxy.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryTableTest {

  @Test
  void aRandomWalkEqualsThatOfALinkedHashMap() {
    Random random = new Random(64);
    Map<String, String> wanted = new LinkedHashMap<>();
    EntryTable table = new EntryTable();
    for (int step = 0; step < 200_000; step++) {
      // Grows, shrinks, and grows again.
      boolean add = random.nextInt(100) < (step / 50_000 % 2 == 0 ? 70 : 30);
      String key = "n" + random.nextInt(5000) + ".example";
      if (add) {
        assertEquals(wanted.put(key, "" + step), table.put(key, "" + step));
      } else {
        assertEquals(wanted.remove(key), table.remove(key));
      }
      assertEquals(wanted.get(key), table.get(key));
      assertEquals(wanted.size(), table.size());
      if (step % 10_000 == 0) {
        assertEquals(List.copyOf(wanted.entrySet()), List.copyOf(table.entrySet()), "the order");
        List<String> keys = new ArrayList<>();
        table.forEach((k, v) -> keys.add(k));
        assertEquals(List.copyOf(wanted.keySet()), keys);
        assertEquals(wanted, new EntryTable(table));
      }
    }
  }

  @Test
  void textsOfEqualHashAreToldApart() {
    EntryTable table = new EntryTable();
    table.put("Aa", "1");
    table.put("BB", "2");
    assertEquals("1", table.remove("Aa"));
    assertNull(table.get("Aa"));
    assertEquals("2", table.get("BB"));
    table.put("Aa", "3");
    assertEquals(Map.of("Aa", "3", "BB", "2"), table);
  }

  @Test
  void itsIteratorRemoves() {
    EntryTable table = new EntryTable(Map.of("a", "1", "b", "2", "c", "3"));
    for (Iterator<Map.Entry<String, String>> i = table.entrySet().iterator(); i.hasNext(); ) {
      if (i.next().getKey().equals("b")) {
        i.remove();
      }
    }
    assertEquals(Map.of("a", "1", "c", "3"), table);
    table.clear();
    assertEquals(Map.of(), table);
  }

  @Test
  void equalTextsAreNotKeptTwiceAndWhatIsNotNamedGoes() {
    String key = "www.acme.example";
    String value = "2001:db8:a::80|none";
    EntryTable table = new EntryTable(Map.of(key, value, "old.acme.example", value));
    BitSet there = new BitSet();
    there.set(table.putAt("www.acme.exampl".concat("e"), "2001:db8:a::80|non".concat("e")));
    there.set(table.putAt("new.acme.example", "x"));
    table.retain(there);
    assertEquals(Map.of(key, value, "new.acme.example", "x"), table);
    assertSame(key, table.keySet().iterator().next());
    assertSame(value, table.get(key));
  }
}
