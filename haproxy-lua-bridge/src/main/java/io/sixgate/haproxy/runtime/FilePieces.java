package io.sixgate.haproxy.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The entries of a map's file as payloads of one command, each of whole lines. They are not looked
 * at, since they were when the file was written.
 */
final class FilePieces implements AutoCloseable {
  private final FileChannel file;
  private final ByteBuffer piece;
  private final int start;
  private long position;

  /**
   * A file that begins with comments, if it has any.
   *
   * @param command what each piece begins with, without {@code <<}
   * @param limit bytes of the longest piece
   */
  FilePieces(Path path, String command, int limit) throws IOException {
    byte[] head = (command + " <<\n").getBytes(StandardCharsets.US_ASCII);
    this.piece = ByteBuffer.allocate(limit);
    this.start = head.length;
    piece.put(head);
    this.file = FileChannel.open(path);
  }

  /** Whether there is another piece: {@link #piece} is it until the next call. */
  boolean advance() throws IOException {
    boolean first = position == 0;
    piece.limit(piece.capacity() - 1).position(start);
    while (piece.hasRemaining() && file.read(piece, position + piece.position() - start) >= 0) {
      // until it is full, or the file ends
    }
    int end = piece.position();
    while (end > start && piece.get(end - 1) != '\n') {
      end--;
    }
    if (end == start && piece.position() > start) {
      throw new EOFException("its last line is cut off, or longer than " + piece.capacity());
    }
    position += end - start;
    if (first) {
      end -= cutComments(end);
    }
    piece.limit(end + 1).position(0);
    piece.put(end, (byte) '\n'); // the empty line that ends a payload
    return end > start;
  }

  private int cutComments(int end) {
    int comments = start;
    while (comments < end && piece.get(comments) == '#') {
      while (piece.get(comments++) != '\n') {
        // to the line's end
      }
    }
    byte[] entries = new byte[end - comments];
    piece.get(comments, entries).put(start, entries);
    return comments - start;
  }

  ByteBuffer piece() {
    return piece;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
