package io.sixgate.haproxy.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Requests to one of HAProxy's Unix sockets and their answers, each on a connection of its own: a
 * connection that is kept goes on talking to the old worker after a reload.
 */
public final class RuntimeSocket {
  private final Path path;
  private final Duration patience;

  /**
   * A socket that need not be there yet.
   *
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
    int end = request.indexOf('\n');
    String command = end < 0 ? request : request.substring(0, end);
    try (Exchange exchange = begin(command, StandardCharsets.UTF_8.encode(request + "\n"))) {
      exchange.answer(eachLine);
    }
  }

  /**
   * Sends a request whose answer is taken later.
   *
   * @param command its first line, for messages
   * @param request all of it, with its last newline; is read to its end
   */
  Exchange begin(String command, ByteBuffer request) throws RuntimeApiException {
    return Exchange.begin(path, patience, command, request);
  }
}
