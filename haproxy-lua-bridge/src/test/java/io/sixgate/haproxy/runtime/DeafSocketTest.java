package io.sixgate.haproxy.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeafSocketTest {
  @TempDir Path folder;

  @Test
  void aSocketWithNobodyBehindItIsSaidToBeThere() throws Exception {
    Path path = folder.resolve("haproxy.sock");
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(path));
    }
    RuntimeSocket socket = new RuntimeSocket(path, Duration.ofSeconds(2));
    RuntimeApiException e = assertThrows(RuntimeApiException.class, () -> socket.ask("show info"));
    assertEquals(
        "HAProxy does not answer at "
            + path
            + " (Connection refused); is it running with the agents' files, and may this user write to"
            + " the socket?",
        e.getMessage());
  }

  /** Taken for "no such variable", HAProxy would be reloaded for nothing. */
  @Test
  void aProcessThatEndsBeforeItAnswersHasNotSaidThatAVariableIsMissing() throws Exception {
    Path path = folder.resolve("haproxy.sock");
    try (ServerSocketChannel dying = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dying.bind(UnixDomainSocketAddress.of(path));
      Thread end = new Thread(() -> hangUp(dying));
      end.start();
      RuntimeApi api = new RuntimeApi(new RuntimeSocket(path, Duration.ofSeconds(2)));
      assertThrows(RuntimeApiException.class, () -> api.environment("SIXGATE_TEST"));
      end.join();
    }
  }

  private static void hangUp(ServerSocketChannel listening) {
    try (SocketChannel asked = listening.accept()) {
      asked.read(ByteBuffer.allocate(1024));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
