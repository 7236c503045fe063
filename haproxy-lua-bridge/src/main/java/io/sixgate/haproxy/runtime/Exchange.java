package io.sixgate.haproxy.runtime;

import io.sixgate.haproxy.runtime.RuntimeApiException.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** A request that was sent to HAProxy, and whose answer is still to be taken. */
final class Exchange implements AutoCloseable {
  private static final String SOCKET_IS_THERE =
      "is it running with the agents' files, and may this user write to the socket?";

  // So it is before the first start, and then nothing is wrong.
  private static final String NO_SOCKET =
      "start HAProxy with -f and the agents' folder, e.g. /var/lib/sixgate/haproxy, at its end: their"
          + " files are written without it, too";

  /** Bytes; HAProxy says no more than it has in a buffer at once. */
  private static final int LONGEST_LINE = 16 * 1024;

  /** Bytes; most answers are one short line. */
  private static final int FIRST_BUFFER = 512;

  private final Path path;
  private final Duration patience;
  private final String command;
  private final SocketChannel channel;
  private final Selector selector;

  private Exchange(Path path, Duration patience, String command) throws IOException {
    this.path = path;
    this.patience = patience;
    this.command = command;
    this.channel = connect();
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Sends a request.
   *
   * @param command its first line, for messages
   * @param request all of it, with its last newline; is read to its end
   */
  static Exchange begin(Path path, Duration patience, String command, ByteBuffer request)
      throws RuntimeApiException {
    try {
      Exchange exchange = new Exchange(path, patience, command);
      try {
        exchange.write(request);
        return exchange;
      } catch (IOException e) {
        exchange.close();
        throw exchange.failure(e);
      }
    } catch (RuntimeApiException e) {
      throw e;
    } catch (IOException e) {
      throw new RuntimeApiException(
          Kind.UNREACHABLE, "HAProxy at %s can't be asked: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Hands every line of the answer to {@code eachLine}, its closing empty line included. */
  void answer(Consumer<String> eachLine) throws RuntimeApiException {
    try {
      read(eachLine);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() throws RuntimeApiException {
    try (channel) {
      selector.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private RuntimeApiException failure(IOException e) {
    return e instanceof RuntimeApiException told
        ? told
        : new RuntimeApiException(
            Kind.DOUBTFUL,
            "HAProxy at %s broke off while answering \"%s\": %s"
                .formatted(path, command, e.getMessage()),
            e);
  }

  private SocketChannel connect() throws RuntimeApiException {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        // A HAProxy that hangs takes no connection, and says nothing.
        channel.configureBlocking(false);
        if (channel.connect(UnixDomainSocketAddress.of(path))) {
          return channel;
        }
        throw new IOException("it takes no connection: it hangs, or is overloaded");
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new RuntimeApiException(
          Kind.UNREACHABLE,
          "HAProxy does not answer at %s (%s); %s"
              .formatted(path, e.getMessage(), Files.notExists(path) ? NO_SOCKET : SOCKET_IS_THERE),
          e);
    }
  }

  /** Most requests fit into the socket at once. */
  private void write(ByteBuffer request) throws IOException {
    channel.write(request);
    SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
    while (request.hasRemaining()) {
      await(command);
      channel.write(request);
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  private void read(Consumer<String> eachLine) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER);
    while (true) {
      await("the end of its answer");
      int count = channel.read(buffer);
      if (count < 0) {
        break;
      }
      boolean full = !buffer.hasRemaining();
      takeLines(buffer.flip(), eachLine);
      if (full && buffer.capacity() < LONGEST_LINE) {
        buffer = ByteBuffer.allocate(LONGEST_LINE).put(buffer);
      } else {
        buffer.compact();
      }
      if (!buffer.hasRemaining()) {
        throw new IOException("a line longer than " + buffer.capacity() + " bytes");
      }
    }
    if (buffer.position() > 0) {
      throw new IOException("the last line is cut off");
    }
  }

  private static void takeLines(ByteBuffer buffer, Consumer<String> eachLine) {
    int start = buffer.position();
    for (int i = start; i < buffer.limit(); i++) {
      if (buffer.get(i) == '\n') {
        byte[] line = new byte[i - start];
        buffer.get(start, line);
        eachLine.accept(new String(line, StandardCharsets.ISO_8859_1));
        start = i + 1;
      }
    }
    buffer.position(start);
  }

  private void await(String what) throws IOException {
    if (selector.select(patience.toMillis()) == 0) {
      throw new RuntimeApiException(
          Kind.DOUBTFUL,
          "HAProxy at %s said nothing for %d ms (waited for: %s)"
              .formatted(path, patience.toMillis(), what),
          null);
    }
    selector.selectedKeys().clear();
  }
}
