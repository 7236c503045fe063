package io.sixgate.relay.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sixgate.james.smtp.MailParameters;
import io.sixgate.james.smtp.RcptParameters;
import io.sixgate.james.smtp.SmtpSession.Recipient;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.MessageStore;
import io.sixgate.james.spool.Spool;
import io.sixgate.james.spool.SpoolSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders over the socket, to a spool whose only destination never answers. */
class ControlSocketTest {
  @TempDir private Path folder;
  private Spool spool;
  private ControlSocket socket;
  private Path path;
  private String id;

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.systemUTC();
    MessageStore store = new MessageStore(folder.resolve("spool"), Long.MAX_VALUE, 0, clock);
    spool =
        new Spool(
            "test",
            store,
            SpoolSettings.PRIMARIES,
            (destination, first) -> {
              throw new IOException("it does not answer");
            },
            (message, failed) -> {},
            clock);
    spool.start();
    Envelope envelope =
        new Envelope(
            "bob@elsewhere.example",
            List.of(new Recipient("alice@acme.example", RcptParameters.NONE)),
            MailParameters.NONE,
            Optional.empty(),
            "acme",
            Map.of());
    byte[] text = "Subject: hello\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
    id = spool.store(new Destination("acme.example"), envelope, out -> out.write(text)).id();
    path = folder.resolve("relay.sock");
    Files.writeString(path, "left by a process that was killed");
    socket = new ControlSocket(path, new QueueOrders(List.of(spool)));
  }

  @AfterEach
  void stop() throws IOException {
    socket.close();
    spool.close();
  }

  @Test
  void theQueueHasWhatWaits() throws IOException {
    JsonNode mail = ask("queue").get("waiting").get(0);
    assertEquals(id, mail.get("id").asText());
    assertEquals("alice@acme.example", mail.get("recipients").get(0).asText());
  }

  @Test
  void aMessageIsShownWithItsHeaderAndNothingBehind() throws IOException {
    assertEquals("Subject: hello\r\n", ask("show " + id).get("header").asText());
    assertEquals("4711 does not wait here", ask("show 4711").get("error").asText());
  }

  @Test
  void aMessageThatIsGivenUpWaitsNoMore() throws IOException {
    JsonNode answer = ask("bounce " + id + " 4711");
    assertEquals(id, answer.get("done").get(0).asText());
    assertEquals("4711", answer.get("missing").get(0).asText());
    assertTrue(ask("queue").get("waiting").isEmpty());
  }

  @Test
  void whatIsNoOrderOrNoDestinationIsSaidToBe() throws IOException {
    assertEquals("\"rm\" is no order", ask("rm -rf /").get("error").asText());
    assertEquals(
        "\"../etc\" cannot be the name of a folder", ask("flush ../etc").get("error").asText());
  }

  @Test
  void onlyItsOwnerMayWriteToTheSocketAndItGoesWithTheProcess() throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    socket.close();
    assertTrue(Files.notExists(path));
  }

  private JsonNode ask(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        InputStream in = Channels.newInputStream(channel)) {
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return new ObjectMapper().readTree(in);
    }
  }
}
