package io.sixgate.inventory.files;

import io.sixgate.inventory.model.MailSpool;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code mail.spool} and {@code mail.smarthost.spool} of gateway.yaml. */
final class MailSpoolReader {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
  private static final int MOST_MEBIBYTES = 1_000_000;

  private MailSpoolReader() {}

  /** The standard one if it is unusable, which has then been reported. */
  static MailSpool read(YamlValue value, MailSpool standard) {
    Optional<YamlMap> map =
        value.map("retry-after", "retry-at-most", "give-up-after", "per-customer");
    if (map.isEmpty()) {
      return standard;
    }
    Optional<Duration> first = time(map.get(), "retry-after", standard.retryAfter());
    Optional<Duration> most = time(map.get(), "retry-at-most", standard.retryAtMost());
    Optional<Duration> last = time(map.get(), "give-up-after", standard.giveUpAfter());
    int mebibytes =
        map.get()
            .get("per-customer")
            .flatMap(v -> v.integer(1, MOST_MEBIBYTES))
            .orElse(standard.mebibytesPerCustomer());
    if (first.isEmpty() || most.isEmpty() || last.isEmpty()) {
      return standard;
    }
    if (first.get().compareTo(most.get()) > 0 || most.get().compareTo(last.get()) > 0) {
      value.wrong(
          "retry-after is longer than retry-at-most, or that than give-up-after",
          "write times of which each is as long as the one before or longer; defaults count, too");
      return standard;
    }
    return new MailSpool(first.get(), most.get(), last.get(), mebibytes);
  }

  private static Optional<Duration> time(YamlMap map, String key, Duration standard) {
    Optional<YamlValue> value = map.get(key);
    return value.isEmpty() ? Optional.of(standard) : value.get().as(MailSpoolReader::parse);
  }

  private static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new WrongValueException(
          "it is not a time", "write a number and s, m, h or d, e.g. 30m or 2d");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration time =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    if (time.compareTo(MailSpool.LONGEST) > 0) {
      throw new WrongValueException(
          "no sender waits longer than 5 days for an answer", "write a time of at most 5d");
    }
    return time;
  }
}
