package io.sixgate.haproxy.map;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The entries of a map, in the order in which their keys came; some 18 bytes an entry beside the
 * texts, where a {@code HashMap} takes 40. There may be a million, in several such tables.
 *
 * <p>Keys and values lie one after the other in two arrays; a third leads from a key's hash to its
 * place in these (open addressing, linear probing). A key that goes leaves a hole until the table
 * is laid out anew.
 */
public final class EntryTable extends AbstractMap<String, String> {
  private static final int SMALLEST = 16;

  private String[] keys;
  private String[] values;

  /** Places in the arrays, plus one; 0 is free. At least a third is free. */
  private int[] index;

  /** Places that are taken, holes included. */
  private int used;

  private int size;

  public EntryTable() {
    clear();
  }

  /** The same entries in the same order. */
  public EntryTable(Map<String, String> entries) {
    this();
    layOut(entries.size());
    entries.forEach(this::append);
  }

  @Override
  public void clear() {
    keys = new String[SMALLEST];
    values = new String[SMALLEST];
    index = new int[2 * SMALLEST];
    used = 0;
    size = 0;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(Object key) {
    return place(key) >= 0;
  }

  @Override
  public String get(Object key) {
    int place = place(key);
    return place < 0 ? null : values[place];
  }

  @Override
  public String put(String key, String value) {
    int place = place(key);
    if (place >= 0) {
      String before = values[place];
      values[place] = Objects.requireNonNull(value);
      return before;
    }
    append(key, Objects.requireNonNull(value));
    return null;
  }

  @Override
  public String remove(Object key) {
    int place = place(key);
    if (place < 0) {
      return null;
    }
    String before = values[place];
    removeAt(place);
    return before;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (int place = 0; place < used; place++) {
      if (keys[place] != null) {
        action.accept(keys[place], values[place]);
      }
    }
  }

  /**
   * As {@link #put}, but where the table has equal texts already it keeps its own instances.
   *
   * @return the entry's place, the same as long as no key comes or goes
   */
  int putAt(String key, String value) {
    int place = place(key);
    if (place < 0) {
      append(key, value);
      return used - 1;
    }
    if (!values[place].equals(value)) {
      values[place] = value;
    }
    return place;
  }

  /** Removes all entries but those at the given places. */
  void retain(BitSet places) {
    for (int place = 0; place < used; place++) {
      if (keys[place] != null && !places.get(place)) {
        removeAt(place);
      }
    }
  }

  private void removeAt(int place) {
    keys[place] = null;
    values[place] = null;
    size--;
  }

  /** Where the key's entry is; below 0 if it has none. */
  private int place(Object key) {
    int mask = index.length - 1;
    for (int slot = slot(key, mask); index[slot] != 0; slot = (slot + 1) & mask) {
      int place = index[slot] - 1;
      if (key.equals(keys[place])) {
        return place;
      }
    }
    return -1;
  }

  private void append(String key, String value) {
    if (used == keys.length) {
      // Where a quarter is holes, it is enough to close them.
      layOut(size > used / 4 * 3 ? size + size / 2 : size + SMALLEST);
    }
    keys[used] = key;
    values[used] = value;
    enter(used++);
    size++;
  }

  private void enter(int place) {
    int mask = index.length - 1;
    int slot = slot(keys[place], mask);
    while (index[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    index[slot] = place + 1;
  }

  /** Lays the table out anew, without holes, with room for so many entries. */
  private void layOut(int room) {
    int length = Math.max(room, SMALLEST);
    int kept = 0;
    for (int place = 0; place < used; place++) {
      if (keys[place] != null) {
        keys[kept] = keys[place];
        values[kept++] = values[place];
      }
    }
    Arrays.fill(keys, kept, used, null);
    Arrays.fill(values, kept, used, null);
    used = kept;
    keys = Arrays.copyOf(keys, length);
    values = Arrays.copyOf(values, length);
    index = new int[Integer.highestOneBit(length + length / 2) * 2];
    for (int place = 0; place < used; place++) {
      enter(place);
    }
  }

  /** The multiplication spreads the differences of short, similar texts over all bits. */
  private static int slot(Object key, int mask) {
    return ((key.hashCode() * 0x9e3779b9) >>> 7) & mask;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Map.Entry<String, String>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, String>> {
    private int next;
    private int last = -1;

    @Override
    public boolean hasNext() {
      while (next < used && keys[next] == null) {
        next++;
      }
      return next < used;
    }

    @Override
    public Map.Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      last = next++;
      return Map.entry(keys[last], values[last]);
    }

    @Override
    public void remove() {
      if (last < 0 || keys[last] == null) {
        throw new IllegalStateException("there is nothing to remove");
      }
      removeAt(last);
    }
  }
}
