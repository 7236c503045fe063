package io.sixgate.haproxy.map;

import java.util.function.UnaryOperator;

/** Entries counted, as they are read, against what they should be; none of them is remembered. */
final class EntryCount {
  private final UnaryOperator<String> expected;
  private int present;
  private int equal;
  private int removed;

  /** The sum of {@link #hash}: it tells a key that stands twice in the place of another. */
  private long keys;

  /**
   * Nothing counted yet.
   *
   * @param expected the value that a key should have, null for none
   */
  EntryCount(UnaryOperator<String> expected) {
    this.expected = expected;
  }

  void add(String key, String value) {
    present++;
    keys += hash(key);
    String should = expected.apply(key);
    if (should == null) {
      removed++;
    } else if (should.equals(value)) {
      equal++;
    }
  }

  int present() {
    return present;
  }

  /** Those that are as they should be. */
  int equal() {
    return equal;
  }

  /** Those whose keys should not be there. */
  int removed() {
    return removed;
  }

  /** Whether there is all that should be, once, and nothing else. */
  boolean isAll(int size, long keysOfAll) {
    return present == size && equal == size && keys == keysOfAll;
  }

  /** A key's share of the sum over all keys. */
  static long hash(String key) {
    return key.hashCode() * 0x9e3779b97f4a7c15L;
  }

  static long hash(Iterable<String> keys) {
    long sum = 0;
    for (String key : keys) {
      sum += hash(key);
    }
    return sum;
  }
}
