package io.sixgate.forward.jump;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.FileReplacer;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The jump host's sshd: its file, its process, its greeting. */
final class Sshd {
  /**
   * It greets as soon as it has taken the connection (RFC 4253, section 4.2: 255 octets at most).
   */
  private static final Duration GREETING = Duration.ofSeconds(2);

  private static final int LONGEST_GREETING = 255;
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final JumpSettings settings;

  Sshd(JumpSettings settings) {
    this.settings = settings;
  }

  /** The configuration as it is; empty if there is none. */
  Optional<String> configuration() throws IOException {
    try {
      return Optional.of(Files.readString(settings.configuration()));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /**
   * Puts a configuration in place, if sshd takes it.
   *
   * @throws IOException with what sshd says, if it does not; the former one stays
   */
  void configure(String text) throws IOException, InterruptedException {
    Files.createDirectories(settings.state());
    Path candidate = settings.state().resolve(".sshd_config.check");
    try {
      Files.writeString(candidate, text);
      CommandRunner.standard()
          .run(
              Command.of(
                  settings.sshd().toString(),
                  "-t",
                  // Those that it names are there while its unit runs.
                  "-h",
                  settings.hostKey().toString(),
                  "-f",
                  candidate.toString()))
          .orThrow();
    } finally {
      Files.deleteIfExists(candidate);
    }
    FileReplacer.withMode(settings.configuration(), "rw-r--r--").replace(out -> out.write(text));
  }

  /** Without it the unit does not start. */
  void remove() throws IOException {
    Files.deleteIfExists(settings.configuration());
  }

  /** What has it read its configuration, if it runs; sessions go on. */
  Command reloading() {
    return service("try-reload-or-restart");
  }

  /** What ends the one that listens; sessions go on. */
  Command stopping() {
    return service("stop");
  }

  private Command service(String verb) {
    return Command.of(
        Stream.concat(settings.service().stream(), Stream.of(verb, JumpSettings.UNIT)).toList());
  }

  /**
   * The digest of the configuration that answers there; empty if it is no sshd of ours.
   *
   * @throws IOException if nothing answers
   */
  Optional<String> loaded(ServerAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      int patience = (int) GREETING.toMillis();
      socket.connect(
          new InetSocketAddress(address.address().toString(), address.port().number()), patience);
      socket.setSoTimeout(patience);
      byte[] greeting = new byte[LONGEST_GREETING];
      int length = 0;
      while (length < greeting.length) {
        int octet = socket.getInputStream().read();
        if (octet < 0 || octet == '\n') {
          break;
        }
        greeting[length++] = (byte) octet;
      }
      return SshdConfiguration.digestIn(
          new String(greeting, 0, length, StandardCharsets.US_ASCII).strip());
    }
  }

  /** Where it does not answer with this configuration, and why not. */
  Optional<String> missing(List<ServerAddress> listeners, Optional<String> digest) {
    for (ServerAddress address : listeners) {
      try {
        Optional<String> found = loaded(address);
        if (found.isEmpty()) {
          return Optional.of(
              "another program than the jump host's sshd answers at %s; end it, or give another jump.port in gateway.yaml"
                  .formatted(address));
        }
        if (!found.equals(digest)) {
          return Optional.of("the sshd at %s has another configuration".formatted(address));
        }
      } catch (IOException e) {
        return Optional.of(
            "the jump host does not answer at %s (%s); start it with: systemctl start sixgate-jump"
                .formatted(address, e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** Lets it read its configuration, and waits until it answers with it everywhere. */
  Optional<String> reload(List<ServerAddress> listeners, Optional<String> digest)
      throws IOException, InterruptedException {
    CommandRunner.standard().run(reloading()).orThrow();
    long began = System.nanoTime();
    Optional<String> missing = missing(listeners, digest);
    while (missing.isPresent() && System.nanoTime() - began < settings.patience().toNanos()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      missing = missing(listeners, digest);
    }
    return missing;
  }

  /** Ends the one that listens; it is started again only if there is a configuration. */
  void stop() throws IOException, InterruptedException {
    CommandRunner.standard().run(stopping()).orThrow();
  }
}
