package io.sixgate.inventory.files;

import io.sixgate.inventory.model.MailChecks;
import io.sixgate.inventory.model.MailChecks.BareLineEnds;
import io.sixgate.inventory.model.MailChecks.Spf;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Reads {@code mail.checks} of gateway.yaml. */
final class MailChecksReader {
  private static final int MOST = 10_000_000;
  private static final int DAY_SECONDS = 86_400;

  private MailChecksReader() {}

  static MailChecks read(YamlValue value) {
    return value
        .map(
            "recipients",
            "bare-line-ends",
            "connections",
            "messages-per-minute",
            "block-lists",
            "spf",
            "greylist-delay")
        .map(MailChecksReader::read)
        .orElse(MailChecks.STANDARD);
  }

  private static MailChecks read(YamlMap keys) {
    return new MailChecks(
        keys.get("recipients")
            .flatMap(v -> v.integer(1, MOST))
            .orElse(MailChecks.STANDARD.mostRecipients()),
        keys.get("bare-line-ends")
            .flatMap(v -> v.oneOf(List.of(BareLineEnds.values()), BareLineEnds::text))
            .orElse(MailChecks.STANDARD.bareLineEnds()),
        limit(keys, "connections"),
        limit(keys, "messages-per-minute"),
        Reading.each(keys.list("block-lists"), v -> v.as(Hostname::parse)),
        keys.get("spf")
            .flatMap(v -> v.oneOf(List.of(Spf.values()), Spf::text))
            .orElse(MailChecks.STANDARD.spf()),
        keys.get("greylist-delay")
            .flatMap(v -> v.integer(1, DAY_SECONDS))
            .map(Duration::ofSeconds));
  }

  private static OptionalInt limit(YamlMap keys, String key) {
    return keys.get(key)
        .flatMap(v -> v.integer(1, MOST))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }
}
