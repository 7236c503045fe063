package io.sixgate.james.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StsFetchTest {
  @Test
  void aPolicyIsItsText() throws Exception {
    byte[] policy = "version: STSv1\n".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "version: STSv1\n", StsFetch.text(new ByteArrayInputStream(policy), Duration.ofSeconds(9)));
  }

  @Test
  @Timeout(60)
  void aServerThatSendsAByteNowAndThenIsLeft() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket slow = server.accept()) {
      Thread trickle = new Thread(() -> trickle(slow));
      trickle.setDaemon(true);
      trickle.start();
      assertThrows(
          IOException.class, () -> StsFetch.text(client.getInputStream(), Duration.ofMillis(300)));
    }
  }

  private static void trickle(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write('x');
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      // The other one has gone.
    }
  }
}
