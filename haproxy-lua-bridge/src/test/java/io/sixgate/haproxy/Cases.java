package io.sixgate.haproxy;

import io.sixgate.haproxy.StarttlsSettings.SmtpRelay;
import io.sixgate.haproxy.StarttlsSettings.StarttlsPort;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Settings as the tests write them: a properties file, and the folders in which HAProxy is to find
 * everything.
 */
final class Cases {

  static final Path LUA = Path.of("src/main/lua/sixgate.lua").toAbsolutePath();

  private Cases() {}

  static BridgeSettings read(Path file, Path state, Path run, Path lua) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new BridgeSettings(
        words(properties, "addresses"),
        ports(properties, "tls-ports"),
        ports(properties, "http-ports"),
        starttls(properties),
        Optional.ofNullable(properties.getProperty("embedded-prefix")),
        words(properties, "refused"),
        new BridgeLimits(
            number(properties, "connections-per-client", 4000),
            number(properties, "new-connections-per-client", 3000),
            number(properties, "rate-seconds", 10),
            number(properties, "connections-per-host", 8000),
            number(properties, "hello", 5),
            number(properties, "headers", 10)),
        state,
        run,
        lua);
  }

  // starttls-ports = 143/imap 587/submission, smtp-relay = ADDRESS|PORT|MODE
  private static StarttlsSettings starttls(Properties properties) {
    return new StarttlsSettings(
        words(properties, "starttls-ports").stream()
            .map(word -> word.split("/"))
            .map(parts -> new StarttlsPort(Integer.parseInt(parts[0]), parts[1]))
            .toList(),
        Optional.ofNullable(properties.getProperty("name")),
        number(properties, "starttls-wait", 200),
        number(properties, "preamble", 60),
        words(properties, "smtp-relay").stream()
            .map(word -> word.split("\\|"))
            .map(parts -> new SmtpRelay(parts[0], Integer.parseInt(parts[1]), parts[2]))
            .findFirst());
  }

  private static int number(Properties properties, String key, int otherwise) {
    return Integer.parseInt(properties.getProperty(key, "" + otherwise));
  }

  private static List<String> words(Properties properties, String key) {
    return Stream.of(properties.getProperty(key, "").split(" "))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static List<Integer> ports(Properties properties, String key) {
    return words(properties, key).stream().map(Integer::valueOf).toList();
  }
}
