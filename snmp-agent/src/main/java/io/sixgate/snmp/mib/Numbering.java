package io.sixgate.snmp.mib;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Row numbers of things that have names, for tables whose index is a number: the same ones on every
 * gateway and after every start, so that who watches a row goes on watching the same thing.
 */
final class Numbering {
  private static final int MOST = Integer.MAX_VALUE;

  private Numbering() {}

  /** From 1 to 2147483647; of two names with the same checksum the second has the next number. */
  static Map<String, Integer> of(Collection<String> names) {
    Map<String, Integer> numbers = new TreeMap<>();
    Set<Integer> taken = new HashSet<>();
    for (String name : new TreeSet<>(names)) {
      int number = of(name);
      while (!taken.add(number)) {
        number = number % MOST + 1;
      }
      numbers.put(name, number);
    }
    return numbers;
  }

  static int of(String name) {
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    return (int) (sum.getValue() % MOST) + 1;
  }
}
