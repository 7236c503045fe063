package io.sixgate.dns.cdb;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * D. J. Bernstein's constant database (cr.yp.to/cdb/cdb.txt): 256 pairs of position and number of
 * slots; the records, each as length of key, length of value, key, value; then 256 hash tables of
 * pairs of hash and position. All numbers are unsigned, of 32 bits, little-endian; a file is below
 * 4 GiB (here 2 GiB). Equal entries give equal bytes.
 *
 * <p>Nothing in it can be changed in place: positions of all that follows would move, and who looks
 * something up while it is written would find half of it. So one changed entry is a new file, which
 * is written, and read, piece by piece: of 100,000 zones it has 7 MB.
 */
public final class Cdb {
  private static final int TABLES = 256;
  private static final int HEADER = TABLES * 8;
  private static final int SEED = 5381;
  private static final int PIECE = 1 << 16;

  private Cdb() {}

  /**
   * Writes the file.
   *
   * @throws IllegalArgumentException if it would be too large
   */
  public static void write(Entries entries, OutputStream out) throws IOException {
    int[] slots = new int[TABLES];
    long records = HEADER;
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      slots[hash(entry.getKey().content()) & 0xff] += 2; // half full: short ways, as cdbmake has it
      records += length(entry);
    }
    if (records + 16L * entries.size() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(entries.size() + " entries do not fit in one file");
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    int table = (int) records;
    for (int count : slots) {
      header.putInt(table).putInt(count);
      table += count * 8;
    }
    out.write(header.array());
    ByteBuffer tables = ByteBuffer.allocate(table - (int) records).order(ByteOrder.LITTLE_ENDIAN);
    int position = HEADER;
    ByteBuffer lengths = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      int hash = hash(entry.getKey().content());
      int first = header.getInt((hash & 0xff) * 8) - (int) records;
      putSlot(tables, first, slots[hash & 0xff], hash, position);
      lengths.clear();
      lengths.putInt(entry.getKey().content().length).putInt(entry.getValue().content().length);
      out.write(lengths.array());
      out.write(entry.getKey().content());
      out.write(entry.getValue().content());
      position += length(entry);
    }
    out.write(tables.array());
  }

  private static int length(Map.Entry<Bytes, Bytes> entry) {
    return 8 + entry.getKey().content().length + entry.getValue().content().length;
  }

  private static void putSlot(ByteBuffer tables, int first, int slots, int hash, int position) {
    int at = Integer.remainderUnsigned(hash >>> 8, slots);
    while (tables.getInt(first + at * 8 + 4) != 0) { // no record lies at 0: the header does
      at = (at + 1) % slots;
    }
    tables.putInt(first + at * 8, hash).putInt(first + at * 8 + 4, position);
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
  public static Entries read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), PIECE)) {
      return read(in, Files.size(file));
    } catch (EOFException e) {
      throw notWhole();
    }
  }

  private static Entries read(InputStream in, long size) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(bytes(in, HEADER)).order(ByteOrder.LITTLE_ENDIAN);
    long end = Integer.toUnsignedLong(header.getInt(0)); // the first table begins here
    if (end < HEADER || end > size) {
      throw notWhole();
    }
    EntriesBuilder entries = new EntriesBuilder();
    long records = 0;
    long left = end - HEADER;
    for (; left > 0; records++) {
      ByteBuffer lengths = ByteBuffer.wrap(bytes(in, 8)).order(ByteOrder.LITTLE_ENDIAN);
      long key = Integer.toUnsignedLong(lengths.getInt());
      long value = Integer.toUnsignedLong(lengths.getInt());
      left -= 8 + key + value;
      if (left < 0) { // before that much is asked for
        throw notWhole();
      }
      entries.put(new Bytes(bytes(in, (int) key)), new Bytes(bytes(in, (int) value)));
    }
    if (end + 16 * records > size) {
      throw notWhole();
    }
    return entries.build();
  }

  private static byte[] bytes(InputStream in, int count) throws IOException {
    byte[] read = in.readNBytes(count);
    if (read.length < count) {
      throw new EOFException();
    }
    return read;
  }

  private static IllegalArgumentException notWhole() {
    return new IllegalArgumentException("it is cut, or no constant database");
  }
}
