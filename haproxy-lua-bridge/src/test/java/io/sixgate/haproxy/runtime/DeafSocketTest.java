package io.sixgate.haproxy.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
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
}
