package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Snmp;
import io.sixgate.inventory.model.Snmp.Receiver;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.Optional;

/** Reads {@code snmp} of gateway.yaml. */
final class SnmpReader {
  private static final int MOST_CUSTOMERS = 100_000;
  private static final int MOST_NOTICES = 6000;

  private SnmpReader() {}

  static Snmp read(Optional<YamlValue> value) {
    Optional<YamlMap> map =
        value.flatMap(
            snmp ->
                snmp.lenientMap(
                    "listen",
                    "users",
                    "metrics",
                    "customers-in-metrics",
                    "receivers",
                    "notices-per-minute"));
    if (map.isEmpty()) {
      return Snmp.STANDARD;
    }
    YamlMap keys = map.get();
    return new Snmp(
        keys.get("listen")
            .flatMap(address -> address.as(ServerAddress::parse))
            .orElse(Snmp.STANDARD.listen()),
        Reading.each(keys.list("users"), user -> user.as(Label::parse)),
        keys.get("metrics")
            .flatMap(address -> address.as(SnmpReader::onLoopback))
            .orElse(Snmp.STANDARD.metrics()),
        keys.get("customers-in-metrics")
            .flatMap(number -> number.integer(0, MOST_CUSTOMERS))
            .orElse(Snmp.STANDARD.customersInMetrics()),
        Reading.each(keys.list("receivers"), SnmpReader::receiver),
        keys.get("notices-per-minute")
            .flatMap(number -> number.integer(1, MOST_NOTICES))
            .orElse(Snmp.STANDARD.noticesPerMinute()));
  }

  /** Left out if its user is wrong: it would be sent in the clear what was meant to be secret. */
  private static Optional<Receiver> receiver(YamlValue value) {
    return value
        .map("address", "user")
        .flatMap(
            keys -> {
              Optional<ServerAddress> address =
                  keys.required("address", "\"192.0.2.9:162\"")
                      .flatMap(text -> text.as(ServerAddress::parse));
              Optional<YamlValue> named = keys.get("user");
              Optional<Label> user = named.flatMap(name -> name.as(Label::parse));
              return named.isPresent() && user.isEmpty()
                  ? Optional.empty()
                  : address.map(server -> new Receiver(server, user));
            });
  }

  private static ServerAddress onLoopback(String text) {
    ServerAddress server = ServerAddress.parse(text);
    if (!server.isLoopback()) {
      throw new WrongValueException(
          "metrics name customers, and everybody who reaches this address reads them",
          "use loopback, e.g. 127.0.0.1:9664, and a proxy with a password in front of it");
    }
    return server;
  }
}
