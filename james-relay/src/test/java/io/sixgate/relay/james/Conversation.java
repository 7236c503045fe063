package io.sixgate.relay.james;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that says one line and reads one. */
final class Conversation implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  private Conversation(Socket socket) throws IOException {
    this.socket = socket;
    this.in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  static Conversation with(String address, int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(
        RelaySmtpServer.socketOf(new ServerAddress(IpAddress.parse(address), new Port(port))));
    socket.setSoTimeout(20_000);
    return new Conversation(socket);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  void send(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  String answer() throws IOException {
    return in.readLine();
  }

  String says(String line) throws IOException {
    send(line);
    return answer();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
