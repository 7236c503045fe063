package io.sixgate.inventory.files;

import io.sixgate.inventory.model.MailChecks;
import io.sixgate.inventory.model.MailChecks.BareLineEnds;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.List;

/** Reads {@code mail.checks} of gateway.yaml. */
final class MailChecksReader {
  private static final int MOST = 10_000_000;

  private MailChecksReader() {}

  static MailChecks read(YamlValue value) {
    return value
        .map("recipients", "bare-line-ends")
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
            .orElse(MailChecks.STANDARD.bareLineEnds()));
  }
}
