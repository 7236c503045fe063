package io.sixgate.james.spool;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** Checks at the end that what was read is what was written. */
final class MeasuredInput extends FilterInputStream {
  private final long size;
  private final int checksum;
  private final CRC32C crc = new CRC32C();
  private long read;

  MeasuredInput(InputStream in, long size, int checksum) {
    super(in);
    this.size = size;
    this.checksum = checksum;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    if (n > 0) {
      read += n;
      crc.update(bytes, offset, n);
    } else if (n < 0 && (read != size || (int) crc.getValue() != checksum)) {
      throw new CorruptFile(
          "its message was changed: %d bytes of checksum %08x instead of %d of %08x"
              .formatted(read, (int) crc.getValue(), size, checksum));
    }
    return n;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public long skip(long n) throws IOException {
    throw new IOException("the whole message must be read to know that it is sound");
  }
}
