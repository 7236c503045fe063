package io.sixgate.james.smtp;

import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server on [::1] that takes everything, except where it is told to do otherwise, and that
 * can break at any point. What it saw is kept line by line.
 */
public final class FakePrimary implements AutoCloseable {
  /** A reply that closes the connection in place of an answer. */
  public static final String HANG_UP = "hang up";

  /** A reply that never comes. */
  public static final String SILENCE = "silence";

  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final Thread acceptor;
  private volatile boolean behindProxy;
  private volatile List<String> extensions = List.of("PIPELINING", "8BITMIME", "SIZE 1000000");

  public FakePrimary() throws IOException {
    this(0);
  }

  public FakePrimary(int port) throws IOException {
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(address().toString(), port));
    acceptor = new Thread(this::accept, "fake-primary");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  public Remote remote() {
    return Remote.of(address(), port());
  }

  public Ipv6Address address() {
    return Ipv6Address.parse("::1");
  }

  public Port port() {
    return new Port(server.getLocalPort());
  }

  /**
   * Answers commands that begin with this text, e.g. {@code RCPT TO:<nobody@}, in another way;
   * {@code GREETING} and {@code .} stand for themselves.
   */
  public FakePrimary answering(String command, String reply) {
    replies.put(command, reply);
    return this;
  }

  /** It greets behind a PROXY header of version 1, and may be told what to answer to one. */
  public FakePrimary behindProxy() {
    behindProxy = true;
    return this;
  }

  public FakePrimary offering(String... keywords) {
    extensions = List.of(keywords);
    return this;
  }

  /** Every line that came, without those of messages. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** Messages that were answered by 2xx or whose answer it kept for itself. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        Thread talk = new Thread(() -> talk(client), "fake-primary-talk");
        talk.setDaemon(true);
        talk.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = client.getOutputStream();
      String first = "";
      if (behindProxy) {
        first = in.readLine();
        commands.add(first);
      }
      if (!say(out, in, reply(first, reply("GREETING", "220 fake.example ESMTP")))) {
        return;
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.add(line);
        if (line.startsWith("PROXY ")) {
          continue; // is not answered
        }
        String reply = reply(line, usual(line));
        if (!say(out, in, reply) || reply.startsWith("221")) {
          return;
        }
        if (reply.startsWith("354")) {
          String message = message(in);
          String end = reply(".", "250 2.0.0 queued as FAKE");
          if (!end.startsWith("4") && !end.startsWith("5")) {
            messages.add(message);
          }
          if (!say(out, in, end)) {
            return;
          }
        }
      }
    } catch (IOException e) {
      // The other end has gone: that is a conversation, too.
    }
  }

  private static String message(BufferedReader in) throws IOException {
    StringBuilder message = new StringBuilder();
    for (String line = in.readLine(); !line.equals("."); line = in.readLine()) {
      message.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
    }
    return message.toString();
  }

  private String reply(String line, String usual) {
    return replies.entrySet().stream()
        .filter(entry -> line.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(usual);
  }

  private String usual(String line) {
    String verb = line.split(" ", 2)[0];
    return switch (verb) {
      case "EHLO" -> ehlo();
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 2.0.0 bye";
      case "XCLIENT" -> "220 fake.example ESMTP";
      case "HELO", "MAIL", "RCPT", "RSET" -> "250 2.1.0 Ok";
      default -> "502 5.5.2 unknown";
    };
  }

  private String ehlo() {
    List<String> lines = new ArrayList<>();
    lines.add("fake.example");
    lines.addAll(extensions);
    StringBuilder reply = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      reply.append(i + 1 < lines.size() ? "250-" : "250 ").append(lines.get(i));
      reply.append(i + 1 < lines.size() ? "\r\n" : "");
    }
    return reply.toString();
  }

  private static boolean say(OutputStream out, BufferedReader in, String reply) throws IOException {
    if (reply.equals(HANG_UP)) {
      return false;
    }
    if (reply.equals(SILENCE)) {
      in.transferTo(Writer.nullWriter()); // until the other end goes
      return false;
    }
    out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return true;
  }

  /** Drops every connection that it has. */
  public void dropAll() {
    for (Socket client : open) {
      try {
        client.close();
      } catch (IOException e) {
        // It was gone already.
      }
    }
  }

  /** When it returns, nobody is let in any more: the acceptor may have been about to. */
  @Override
  public void close() throws IOException {
    server.close();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dropAll();
  }
}
