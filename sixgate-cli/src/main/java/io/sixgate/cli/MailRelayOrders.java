package io.sixgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Orders to the mail relay of this gateway, and how its answers are printed. */
final class MailRelayOrders {
  static final String RELAY = "mail-relay";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Mixin private RunPlace run;

  @Option(names = "--json", description = "Print what the relay answers: JSON.")
  private boolean json;

  boolean json() {
    return json;
  }

  /**
   * What the relay answers.
   *
   * @throws IOException if it does not, or will not
   */
  JsonNode give(String order, List<String> arguments) throws IOException {
    for (String argument : arguments) {
      if (!argument.matches("[A-Za-z0-9._@+-]+")) {
        throw new IOException("\"" + argument + "\" is neither a message's id nor a destination");
      }
    }
    String line = String.join(" ", order, String.join(" ", arguments)).strip();
    JsonNode answer = ask(run.folder().socket(RELAY), line);
    if (answer.has("error")) {
      throw new IOException(answer.get("error").asText());
    }
    return answer;
  }

  private static JsonNode ask(Path socket, String line) throws IOException {
    ExecutorService asking =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "ask");
              thread.setDaemon(true);
              return thread;
            });
    try (SocketChannel channel = connected(socket)) {
      return asking.submit(() -> answer(channel, line)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "the mail relay said nothing for " + PATIENCE.toSeconds() + " s at " + socket, e);
    } catch (ExecutionException e) {
      throw new IOException(
          "the mail relay broke off at " + socket + ": " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      asking.shutdownNow();
    }
  }

  private static SocketChannel connected(Path socket) throws IOException {
    try {
      return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      throw new IOException(
          "the mail relay does not answer at %s (%s); does it run, and are you root?"
              .formatted(socket, e.getMessage()),
          e);
    }
  }

  private static JsonNode answer(SocketChannel channel, String line) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    try (InputStream in = Channels.newInputStream(channel)) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** Senders choose what stands in a mail: nothing of it may move the terminal's cursor. */
  static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean hidden =
                  (Character.isISOControl(c) && c != '\n')
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR;
              visible.appendCodePoint(hidden ? '\ufffd' : c);
            });
    return visible.toString();
  }
}
