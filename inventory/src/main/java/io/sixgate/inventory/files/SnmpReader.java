package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Snmp;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.Optional;

/** Reads {@code snmp} of gateway.yaml. */
final class SnmpReader {
  private static final int MOST_CUSTOMERS = 100_000;

  private SnmpReader() {}

  static Snmp read(Optional<YamlValue> value) {
    Optional<YamlMap> map =
        value.flatMap(
            snmp -> snmp.lenientMap("listen", "users", "metrics", "customers-in-metrics"));
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
            .orElse(Snmp.STANDARD.customersInMetrics()));
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
