package io.sixgate.dns.cdb;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Takes entries in any order; of a key that comes twice, the first stands. */
public final class EntriesBuilder {
  private static final int FEW = 64;

  private final Map<Bytes, Bytes> shared = new HashMap<>(); // values are few: one object for each
  private byte[] keys = new byte[FEW * 16];
  private int[] ends = new int[FEW];
  private Bytes[] values = new Bytes[FEW];
  private int size;

  public void put(Bytes key, Bytes value) {
    byte[] content = key.content();
    int start = start(size);
    int end = start + content.length;
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    if (end > keys.length) {
      keys = Arrays.copyOf(keys, Math.max(end, keys.length * 2));
    }
    System.arraycopy(content, 0, keys, start, content.length);
    ends[size] = end;
    values[size++] = shared.computeIfAbsent(value, one -> one);
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private int compare(int one, int other) {
    return Arrays.compareUnsigned(keys, start(one), ends[one], keys, start(other), ends[other]);
  }

  /** The entries; this builder must not be used any more. */
  public Entries build() {
    boolean inOrder = IntStream.range(1, size).allMatch(i -> compare(i - 1, i) < 0);
    return inOrder
        ? new Entries(
            Arrays.copyOf(keys, start(size)),
            Arrays.copyOf(ends, size),
            Arrays.copyOf(values, size))
        : sorted();
  }

  private Entries sorted() {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(((Comparator<Integer>) this::compare).thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    byte[] sortedKeys = new byte[start(size)];
    int[] sortedEnds = new int[size];
    Bytes[] sortedValues = new Bytes[size];
    int count = 0;
    int end = 0;
    for (int i = 0; i < size; i++) {
      int one = order[i];
      if (i > 0 && compare(order[i - 1], one) == 0) {
        continue;
      }
      int length = ends[one] - start(one);
      System.arraycopy(keys, start(one), sortedKeys, end, length);
      end += length;
      sortedEnds[count] = end;
      sortedValues[count++] = values[one];
    }
    return new Entries(
        Arrays.copyOf(sortedKeys, end),
        Arrays.copyOf(sortedEnds, count),
        Arrays.copyOf(sortedValues, count));
  }
}
