package io.sixgate.james.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Counts and checks what is written. */
final class MeasuredOutput extends OutputStream {
  private final OutputStream out;
  private final MessageFile.Limit limit;
  private final CRC32C crc = new CRC32C();
  private long size;

  MeasuredOutput(OutputStream out, MessageFile.Limit limit) {
    this.out = out;
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    size += length;
    limit.check(size);
    crc.update(bytes, offset, length);
    out.write(bytes, offset, length);
  }

  long size() {
    return size;
  }

  int checksum() {
    return (int) crc.getValue();
  }
}
