package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Snmp;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.Optional;

/** Reads {@code snmp} of gateway.yaml. */
final class SnmpReader {
  private SnmpReader() {}

  static Snmp read(Optional<YamlValue> value) {
    Optional<YamlMap> map = value.flatMap(snmp -> snmp.lenientMap("listen", "users"));
    if (map.isEmpty()) {
      return Snmp.STANDARD;
    }
    YamlMap keys = map.get();
    return new Snmp(
        keys.get("listen")
            .flatMap(address -> address.as(ServerAddress::parse))
            .orElse(Snmp.STANDARD.listen()),
        Reading.each(keys.list("users"), user -> user.as(Label::parse)));
  }
}
