package io.sixgate.inventory.files;

import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code health} of gateway.yaml. */
final class HealthReader {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})(ms|s|m)");
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_CHECKS = 100;

  private HealthReader() {}

  /** Empty if anything was reported. */
  static Optional<HealthChecks> read(YamlValue value) {
    Optional<YamlMap> map = value.map("interval", "timeout", "fall", "rise");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    HealthChecks standard = HealthChecks.STANDARD;
    Optional<Duration> interval = duration(map.get(), "interval", standard.interval());
    Optional<Duration> timeout = duration(map.get(), "timeout", standard.timeout());
    Optional<Integer> fall = count(map.get(), "fall", standard.fall());
    Optional<Integer> rise = count(map.get(), "rise", standard.rise());
    if (interval.isEmpty() || timeout.isEmpty() || fall.isEmpty() || rise.isEmpty()) {
      return Optional.empty();
    }
    if (timeout.get().compareTo(interval.get()) > 0) {
      map.get()
          .get("timeout")
          .or(() -> map.get().get("interval"))
          .orElse(value)
          .wrong(
              "the timeout, "
                  + text(timeout.get())
                  + ", is longer than the interval, "
                  + text(interval.get()),
              "write a timeout of at most the interval");
      return Optional.empty();
    }
    return Optional.of(new HealthChecks(interval.get(), timeout.get(), fall.get(), rise.get()));
  }

  private static Optional<Duration> duration(YamlMap map, String key, Duration standard) {
    Optional<YamlValue> value = map.get(key);
    return value.isEmpty() ? Optional.of(standard) : value.get().as(HealthReader::parse);
  }

  private static Optional<Integer> count(YamlMap map, String key, int standard) {
    Optional<YamlValue> value = map.get(key);
    return value.isEmpty() ? Optional.of(standard) : value.get().integer(1, MOST_CHECKS);
  }

  private static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new WrongValueException(
          "it is not a time", "write a number and ms, s or m, e.g. " + text(SHORTEST) + " or 5s");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration time =
        matcher.group(2).equals("ms")
            ? Duration.ofMillis(number)
            : matcher.group(2).equals("s")
                ? Duration.ofSeconds(number)
                : Duration.ofMinutes(number);
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw new WrongValueException(
          "it is not within " + text(SHORTEST) + "–" + text(LONGEST),
          "write a time in between, e.g. 5s");
    }
    return time;
  }

  private static String text(Duration time) {
    if (time.toMillisPart() != 0) {
      return time.toMillis() + "ms";
    }
    return time.toSecondsPart() != 0 ? time.toSeconds() + "s" : time.toMinutes() + "m";
  }
}
