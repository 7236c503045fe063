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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One request to one of HAProxy's Unix sockets and its answer, each on a connection of its own: a
 * connection that is kept goes on talking to the old worker after a reload.
 */
public final class RuntimeSocket {
  private static final String SOCKET_IS_THERE =
      "is it running with the agents' files, and may this user write to the socket?";

  // So it is before the first start, and then nothing is wrong.
  private static final String NO_SOCKET =
      "start HAProxy with -f and the agents' folder, e.g. /var/lib/sixgate/haproxy, at its end: their"
          + " files are written without it, too";

  private final Path path;
  private final Duration patience;

  /**
   * @param patience how long HAProxy may say nothing; for each wait, not for the whole answer,
   *     which may be long
   */
  public RuntimeSocket(Path path, Duration patience) {
    this.path = path;
    this.patience = patience;
  }

  public Path path() {
    return path;
  }

  /** The answer's lines without the empty one that closes it. */
  public List<String> ask(String request) throws RuntimeApiException {
    List<String> lines = new ArrayList<>();
    ask(request, lines::add);
    if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  /**
   * Hands every line of the answer to {@code eachLine}, its closing empty line included.
   *
   * @param request one command, or one with its payload and the empty line behind it; without the
   *     last newline
   */
  public void ask(String request, Consumer<String> eachLine) throws RuntimeApiException {
    ask(request, () -> {}, eachLine);
  }

  /** As above; {@code meanwhile} is run while HAProxy works on the request. */
  void ask(String request, Runnable meanwhile, Consumer<String> eachLine)
      throws RuntimeApiException {
    try (SocketChannel channel = connect();
        Selector selector = Selector.open()) {
      SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
      write(channel, selector, request);
      meanwhile.run();
      key.interestOps(SelectionKey.OP_READ);
      read(channel, selector, eachLine);
    } catch (RuntimeApiException e) {
      throw e;
    } catch (IOException e) {
      throw new RuntimeApiException(
          Kind.DOUBTFUL,
          "HAProxy at %s broke off while answering \"%s\": %s"
              .formatted(path, firstLine(request), e.getMessage()),
          e);
    }
  }

  private SocketChannel connect() throws RuntimeApiException {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.configureBlocking(
            false); // a HAProxy that hangs takes no connection, and says nothing
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

  private void write(SocketChannel channel, Selector selector, String request) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(request + "\n");
    while (bytes.hasRemaining()) {
      await(selector, request);
      channel.write(bytes);
    }
  }

  private void read(SocketChannel channel, Selector selector, Consumer<String> eachLine)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    while (true) {
      await(selector, "the end of its answer");
      int count = channel.read(buffer);
      if (count < 0) {
        break;
      }
      takeLines(buffer.flip(), eachLine);
      buffer.compact();
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

  private void await(Selector selector, String what) throws IOException {
    if (selector.select(patience.toMillis()) == 0) {
      throw new RuntimeApiException(
          Kind.DOUBTFUL,
          "HAProxy at %s said nothing for %d ms (waited for: %s)"
              .formatted(path, patience.toMillis(), firstLine(what)),
          null);
    }
    selector.selectedKeys().clear();
  }

  private static String firstLine(String request) {
    int end = request.indexOf('\n');
    return end < 0 ? request : request.substring(0, end);
  }
}
