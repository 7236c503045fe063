package io.sixgate.dns.cdb;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * D. J. Bernstein's constant database (cr.yp.to/cdb/cdb.txt): 256 pairs of position and number of
 * slots; the records, each as length of key, length of value, key, value; then 256 hash tables of
 * pairs of hash and position. All numbers are unsigned, of 32 bits, little-endian; a file is below
 * 4 GiB (here 2 GiB). Equal entries give equal bytes.
 */
public final class Cdb {
  private static final int TABLES = 256;
  private static final int HEADER = TABLES * 8;
  private static final int SEED = 5381;

  private Cdb() {}

  private record Slot(int hash, int position) {}

  /**
   * The bytes of the file.
   *
   * @throws IllegalArgumentException if they are more than an array can hold
   */
  public static byte[] write(SortedMap<Bytes, Bytes> entries) {
    ByteBuffer file = ByteBuffer.allocate(size(entries)).order(ByteOrder.LITTLE_ENDIAN);
    file.position(HEADER);
    List<List<Slot>> tables = new ArrayList<>(Collections.nCopies(TABLES, List.of()));
    entries.forEach(
        (key, value) -> {
          int hash = hash(key.content());
          List<Slot> table = tables.get(hash & 0xff);
          if (table.isEmpty()) {
            table = new ArrayList<>();
            tables.set(hash & 0xff, table);
          }
          table.add(new Slot(hash, file.position()));
          file.putInt(key.content().length).putInt(value.content().length);
          file.put(key.content()).put(value.content());
        });
    for (int i = 0; i < TABLES; i++) {
      int slots = tables.get(i).size() * 2; // half full: short ways, as cdbmake has it
      file.putInt(i * 8, file.position()).putInt(i * 8 + 4, slots);
      putTable(file, tables.get(i), slots);
    }
    return file.array();
  }

  private static int size(SortedMap<Bytes, Bytes> entries) {
    long size = HEADER;
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      size += 8L + entry.getKey().content().length + entry.getValue().content().length + 16;
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(entries.size() + " entries do not fit in one file");
    }
    return (int) size;
  }

  private static void putTable(ByteBuffer file, List<Slot> table, int slots) {
    int start = file.position();
    for (Slot slot : table) {
      int at = Integer.remainderUnsigned(slot.hash() >>> 8, slots);
      while (file.getInt(start + at * 8 + 4) != 0) { // no record lies at 0: the header does
        at = (at + 1) % slots;
      }
      file.putInt(start + at * 8, slot.hash()).putInt(start + at * 8 + 4, slot.position());
    }
    file.position(start + slots * 8);
  }

  private static int hash(byte[] key) {
    int hash = SEED;
    for (byte one : key) {
      hash = (hash * 33) ^ (one & 0xff);
    }
    return hash;
  }

  /**
   * The entries of a file; of a key that stands there twice, the first, as a lookup finds it.
   *
   * @throws IllegalArgumentException if it is no such file, or cut
   */
  public static SortedMap<Bytes, Bytes> read(byte[] content) {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    SortedMap<Bytes, Bytes> entries = new TreeMap<>();
    try {
      int end = file.getInt(0); // the first table begins where the records end
      file.position(HEADER);
      while (file.position() < end) {
        byte[] key = new byte[length(file)];
        byte[] value = new byte[length(file)];
        file.get(key).get(value);
        entries.putIfAbsent(new Bytes(key), new Bytes(value));
      }
      if (file.position() != end || end + 16L * entries.size() > content.length) {
        throw new IllegalArgumentException("it is cut, or no constant database");
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("it is cut, or no constant database", e);
    }
    return entries;
  }

  private static int length(ByteBuffer file) {
    int length = file.getInt();
    if (length < 0 || length > file.remaining()) {
      throw new BufferUnderflowException();
    }
    return length;
  }
}
