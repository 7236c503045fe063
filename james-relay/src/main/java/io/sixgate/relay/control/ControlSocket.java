package io.sixgate.relay.control;

import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.relay.control.QueueOrders.Wrong;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Unix socket: one order a connection, answered by a JSON document. */
public final class ControlSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

  private final Path path;
  private final QueueOrders orders;
  private final ServerSocketChannel server;

  /** Takes orders from now on. What a process that was killed left in the path's place goes. */
  public ControlSocket(Path path, QueueOrders orders) throws IOException {
    this.path = path;
    this.orders = orders;
    Files.deleteIfExists(path);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    start("control", this::accept);
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        start("control-order", () -> answer(client));
      } catch (IOException e) {
        if (server.isOpen()) {
          Line.event("control-socket-lost").with("text", FailureText.of(e)).warn(LOG);
        }
        return;
      }
    }
  }

  private void answer(SocketChannel client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
        OutputStream out = Channels.newOutputStream(client)) {
      String line = in.readLine();
      if (line != null) {
        out.write((StatusFile.json(carryOut(line)) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The operator did not wait for the answer.
    }
  }

  private Record carryOut(String line) {
    try {
      return orders.carryOut(line);
    } catch (IOException e) {
      return new Wrong(FailureText.of(e));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }
}
