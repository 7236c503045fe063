package io.sixgate.inventory.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListeningSocketTest {
  private static List<String> texts(List<ListeningSocket> sockets) {
    return sockets.stream()
        .map(socket -> socket.address() + " " + socket.port() + " " + socket.inode())
        .toList();
  }

  @Test
  void linesOfTheKernelThatAreCutOrForeignAreLeftOut(@TempDir Path proc) throws Exception {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/tcp"),
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 010200C0:5655 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 8356 1
           1: 010200C0:5656 00000000:0000 01 00000000:00000000 00:00000000 00000000     0        0 8357 1
           2: 010200C0
        """);
    Files.writeString(
        proc.resolve("net/tcp6"),
        "  0: B80D0120FF0000000000000001000000:5655 0:0 0A 0:0 0:0 0 0 0 8358 1\n");
    assertEquals(
        List.of("192.0.2.1 22101 8356", "2001:db8:0:ff::1 22101 8358"),
        texts(ListeningSocket.read(proc)));
  }

  @Test
  void udpSocketsThatAreConnectedAreLeftOut(@TempDir Path proc) throws Exception {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/udp"),
        """
           sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
          125: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 9001 2 0000000000000000 0
          126: 010200C0:A001 3500CB71:0035 01 00000000:00000000 00:00000000 00000000     0        0 9002 2 0000000000000000 0
        """);
    assertEquals(List.of("0.0.0.0 53 9001"), texts(ListeningSocket.readUdp(proc)));
  }
}
