package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Limits;
import io.sixgate.inventory.model.Limits.Rate;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code limits} of gateway.yaml; what it does not name has its default. */
final class LimitsReader {
  private static final int MOST = 1_000_000;
  private static final int LONGEST_HELLO = 60;
  private static final int LONGEST_HEADERS = 300;
  private static final int LONGEST_PERIOD = 3600;

  private static final Pattern SECONDS = Pattern.compile("([1-9][0-9]{0,3})s");
  private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,6})/([1-9][0-9]{0,3}s)");

  private LimitsReader() {}

  static Limits read(Optional<YamlValue> value) {
    Limits defaults = Limits.DEFAULT;
    return value
        .flatMap(
            limits ->
                limits.lenientMap(
                    "connections-per-client",
                    "new-connections-per-client",
                    "connections-per-host",
                    "hello",
                    "headers",
                    "ssh-connections-per-client",
                    "new-ssh-connections-per-client"))
        .map(
            map ->
                new Limits(
                    count(map, "connections-per-client", defaults.connectionsPerClient()),
                    as(map, "new-connections-per-client", LimitsReader::rate)
                        .orElse(defaults.newConnectionsPerClient()),
                    count(map, "connections-per-host", defaults.connectionsPerHost()),
                    as(map, "hello", text -> seconds(text, LONGEST_HELLO, defaults.hello()))
                        .orElse(defaults.hello()),
                    as(map, "headers", text -> seconds(text, LONGEST_HEADERS, defaults.headers()))
                        .orElse(defaults.headers()),
                    count(map, "ssh-connections-per-client", defaults.sshConnectionsPerClient()),
                    as(map, "new-ssh-connections-per-client", LimitsReader::rate)
                        .orElse(defaults.newSshConnectionsPerClient())))
        .orElse(defaults);
  }

  private static int count(YamlMap map, String key, int otherwise) {
    return map.get(key).flatMap(value -> value.integer(1, MOST)).orElse(otherwise);
  }

  private static <T> Optional<T> as(YamlMap map, String key, Function<String, T> parse) {
    return map.get(key).flatMap(value -> value.as(parse));
  }

  private static Rate rate(String text) {
    Matcher rate = RATE.matcher(text);
    if (!rate.matches() || Integer.parseInt(rate.group(1)) > MOST) {
      throw new WrongValueException(
          "it is not a number (1–1000000) of connections in a time",
          "write NUMBER/SECONDSs, e.g. " + Limits.DEFAULT.newConnectionsPerClient());
    }
    return new Rate(
        Integer.parseInt(rate.group(1)),
        seconds(rate.group(2), LONGEST_PERIOD, Limits.DEFAULT.newConnectionsPerClient().period()));
  }

  /**
   * Reads whole seconds, e.g. {@code 300s}.
   *
   * @param most as a number of seconds
   */
  static Duration seconds(String text, int most, Duration example) {
    Matcher seconds = SECONDS.matcher(text);
    if (!seconds.matches() || Integer.parseInt(seconds.group(1)) > most) {
      throw new WrongValueException(
          "it is not a time of 1s–" + most + "s",
          "write whole seconds, e.g. " + example.toSeconds() + "s");
    }
    return Duration.ofSeconds(Integer.parseInt(seconds.group(1)));
  }
}
