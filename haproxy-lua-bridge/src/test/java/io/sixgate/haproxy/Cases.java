package io.sixgate.haproxy;

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
