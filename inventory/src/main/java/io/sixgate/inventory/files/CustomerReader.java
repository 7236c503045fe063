package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.yaml.YamlFile;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads customer.yaml. */
final class CustomerReader {
  private CustomerReader() {}

  static Optional<CustomerDeclaration> read(
      Label name, byte[] bytes, String file, Consumer<Problem> problems) {
    Optional<YamlMap> root =
        YamlFile.read(bytes, file, problems)
            .flatMap(v -> v.lenientMap("prefixes", "ipv6-only", "domains", "ports"));
    if (root.isEmpty()) {
      return Optional.empty();
    }
    List<YamlValue> prefixes =
        root.get().required("prefixes", "[2001:db8:a::/48]").map(YamlValue::list).orElse(List.of());
    Optional<YamlValue> ipv6Only = root.get().get("ipv6-only");
    return Optional.of(
        new CustomerDeclaration(
            name,
            Reading.eachDeclared(prefixes, Ipv6Prefix::parse),
            ipv6Only
                .filter(YamlValue::isList)
                .map(value -> Reading.eachDeclared(value.list(), Ipv6Prefix::parse))
                .orElse(List.of()),
            allIpv6Only(ipv6Only),
            Reading.eachDeclared(root.get().list("domains"), Hostname::parse),
            Reading.eachDeclared(root.get().list("ports"), PortRange::parse)));
  }

  private static Optional<Boolean> allIpv6Only(Optional<YamlValue> ipv6Only) {
    return ipv6Only.map(value -> !value.isList() && value.bool().orElse(false));
  }
}
