package io.sixgate.inventory.files;

import io.sixgate.inventory.model.MailChecks;
import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.model.MailService.Certificate;
import io.sixgate.inventory.model.MailSpool;
import io.sixgate.inventory.model.Smarthost;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code mail} of gateway.yaml. */
final class MailServiceReader {
  private static final Port SMTP = new Port(25);
  private static final int MOST_MEBIBYTES = 2000;

  private MailServiceReader() {}

  /**
   * Empty if it is unusable, which has then been reported.
   *
   * @param addresses of the gateway
   */
  static Optional<MailService> read(YamlValue value, List<IpAddress> addresses) {
    Optional<YamlMap> map =
        value.map(
            "name",
            "certificate",
            "key",
            "listen",
            "proxy-protocol",
            "resolver",
            "max-size",
            "connections-per-destination",
            "spool",
            "checks",
            "smarthost");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    YamlMap keys = map.get();
    Optional<Hostname> name =
        keys.required("name", "mx.provider.example").flatMap(v -> v.as(Hostname::parse));
    Optional<Certificate> certificate = certificate(keys);
    List<ServerAddress> listen =
        keys.get("listen")
            .map(list -> Reading.each(list.listOrOne(), item -> item.as(ServerAddress::parse)))
            .filter(list -> !list.isEmpty())
            .orElse(addresses.stream().map(address -> new ServerAddress(address, SMTP)).toList());
    boolean proxy = keys.get("proxy-protocol").flatMap(YamlValue::bool).orElse(false);
    Optional<ServerAddress> resolver =
        keys.get("resolver").flatMap(v -> v.as(ServerAddress::parse));
    int mebibytes =
        keys.get("max-size")
            .flatMap(v -> v.integer(1, MOST_MEBIBYTES))
            .orElse(MailService.LARGEST_MEBIBYTES);
    int connections =
        keys.get("connections-per-destination")
            .flatMap(v -> v.integer(1, SmarthostReader.MOST_CONNECTIONS))
            .orElse(MailService.CONNECTIONS);
    MailSpool spool =
        keys.get("spool").map(v -> MailSpoolReader.read(v, MailSpool.IN)).orElse(MailSpool.IN);
    MailChecks checks = keys.get("checks").map(MailChecksReader::read).orElse(MailChecks.STANDARD);
    Optional<Smarthost> smarthost =
        keys.get("smarthost").flatMap(v -> SmarthostReader.read(v, name, certificate));
    return name.map(
        n ->
            new MailService(
                n,
                certificate,
                listen,
                proxy,
                resolver,
                mebibytes,
                connections,
                spool,
                checks,
                smarthost));
  }

  /** Both files or none. */
  static Optional<Certificate> certificate(YamlMap keys) {
    Optional<Path> chain =
        keys.get("certificate").flatMap(v -> v.as(MailServiceReader::absolutePath));
    Optional<Path> key = keys.get("key").flatMap(v -> v.as(MailServiceReader::absolutePath));
    if (keys.get("certificate").isPresent() != keys.get("key").isPresent()) {
      keys.get("certificate")
          .or(() -> keys.get("key"))
          .get()
          .wrong("a certificate and its key belong together", "write both certificate: and key:");
    }
    return chain.flatMap(c -> key.map(k -> new Certificate(c, k)));
  }

  private static Path absolutePath(String text) {
    if (!text.startsWith("/") || text.chars().anyMatch(Character::isISOControl)) {
      throw new WrongValueException(
          "it is not the full path of a file", "write it from /, e.g. /etc/sixgate/mail/mx.crt");
    }
    return Path.of(text);
  }
}
