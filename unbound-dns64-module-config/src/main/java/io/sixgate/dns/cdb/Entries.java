package io.sixgate.dns.cdb;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Keys and values in the order of the keys, not to be changed any more. A key takes its bytes and
 * eight more, as there may be 100,000: objects of a sorted map take 130 bytes for each.
 */
public final class Entries extends AbstractMap<Bytes, Bytes> {
  private final byte[] keys; // one after the other
  private final int[] ends; // of each key
  private final Bytes[] values;

  Entries(byte[] keys, int[] ends, Bytes[] values) {
    this.keys = keys;
    this.ends = ends;
    this.values = values;
  }

  public static Entries none() {
    return new EntriesBuilder().build();
  }

  public static Entries of(Map<Bytes, Bytes> entries) {
    EntriesBuilder builder = new EntriesBuilder();
    entries.forEach(builder::put);
    return builder.build();
  }

  @Override
  public int size() {
    return ends.length;
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  /** The value, or null. */
  @Override
  public Bytes get(Object key) {
    return key instanceof Bytes bytes ? get(bytes.content(), 0) : null;
  }

  /** The value of the key that stands in an array from there to its end, or null. */
  public Bytes get(byte[] array, int from) {
    int low = 0;
    int high = ends.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order =
          Arrays.compareUnsigned(keys, start(middle), ends[middle], array, from, array.length);
      if (order == 0) {
        return values[middle];
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  @Override
  public Set<Map.Entry<Bytes, Bytes>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return ends.length;
      }

      @Override
      public Iterator<Map.Entry<Bytes, Bytes>> iterator() {
        return new InOrder();
      }
    };
  }

  private final class InOrder implements Iterator<Map.Entry<Bytes, Bytes>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < ends.length;
    }

    @Override
    public Map.Entry<Bytes, Bytes> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Bytes key = new Bytes(Arrays.copyOfRange(keys, start(next), ends[next]));
      return Map.entry(key, values[next++]);
    }
  }
}
