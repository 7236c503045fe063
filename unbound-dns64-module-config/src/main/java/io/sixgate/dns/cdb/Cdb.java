package io.sixgate.dns.cdb;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

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

  /**
   * The bytes of the file.
   *
   * @throws IllegalArgumentException if they are more than an array can hold
   */
  public static byte[] write(Entries entries) {
    int[] slots = new int[TABLES];
    long records = HEADER;
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      slots[hash(entry.getKey().content()) & 0xff] += 2; // half full: short ways, as cdbmake has it
      records += 8L + entry.getKey().content().length + entry.getValue().content().length;
    }
    long size = records + 16L * entries.size();
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(entries.size() + " entries do not fit in one file");
    }
    ByteBuffer file = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    int table = (int) records;
    for (int count : slots) {
      file.putInt(table).putInt(count);
      table += count * 8;
    }
    entries.forEach(
        (key, value) -> {
          int hash = hash(key.content());
          putSlot(file, hash, slots[hash & 0xff]);
          file.putInt(key.content().length).putInt(value.content().length);
          file.put(key.content()).put(value.content());
        });
    return file.array();
  }

  /** Leads to the record that is written next. */
  private static void putSlot(ByteBuffer file, int hash, int slots) {
    int table = file.getInt((hash & 0xff) * 8);
    int at = Integer.remainderUnsigned(hash >>> 8, slots);
    while (file.getInt(table + at * 8 + 4) != 0) { // no record lies at 0: the header does
      at = (at + 1) % slots;
    }
    file.putInt(table + at * 8, hash).putInt(table + at * 8 + 4, file.position());
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
  public static Entries read(byte[] content) {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    EntriesBuilder entries = new EntriesBuilder();
    long records = 0;
    try {
      int end = file.getInt(0); // the first table begins where the records end
      file.position(HEADER);
      while (file.position() < end) {
        byte[] key = new byte[length(file)];
        byte[] value = new byte[length(file)];
        file.get(key).get(value);
        entries.put(new Bytes(key), new Bytes(value));
        records++;
      }
      if (file.position() != end || end + 16L * records > content.length) {
        throw new IllegalArgumentException("it is cut, or no constant database");
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("it is cut, or no constant database", e);
    }
    return entries.build();
  }

  private static int length(ByteBuffer file) {
    int length = file.getInt();
    if (length < 0 || length > file.remaining()) {
      throw new BufferUnderflowException();
    }
    return length;
  }
}
