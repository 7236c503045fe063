package io.sixgate.inventory.files;

import io.sixgate.inventory.model.ClientAddressDefaults;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Dns;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.model.JumpHost;
import io.sixgate.inventory.model.LeasePool;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.Spelling;
import io.sixgate.inventory.yaml.YamlFile;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads gateway.yaml. It holds for every customer, so half of it is worse than the one before: any
 * wrong value makes it unusable.
 */
final class GatewayReader {
  private static final int LONGEST_TTL = 3600;

  private final YamlMap root;

  private GatewayReader(YamlMap root) {
    this.root = root;
  }

  /** Empty if anything was reported. */
  static Optional<Gateway> read(byte[] bytes, String file, Consumer<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    Optional<Gateway> gateway =
        YamlFile.read(bytes, file, found::add)
            .flatMap(
                value ->
                    value.lenientMap(
                        "addresses",
                        "domain",
                        "provider-prefixes",
                        "customer-prefixes",
                        "embedded-prefix",
                        "tls-ports",
                        "http-ports",
                        "starttls-ports",
                        "starttls",
                        "defaults",
                        "limits",
                        "ssh-ports",
                        "forward-ports",
                        "lease-pool",
                        "nat64",
                        "health",
                        "dns",
                        "jump",
                        "mail",
                        "snmp"))
            .map(map -> new GatewayReader(map).read());
    found.forEach(problems);
    return found.isEmpty() ? gateway : Optional.empty();
  }

  private Gateway read() {
    List<Service> services = ServicesReader.read(root);
    List<Ipv6Prefix> provider =
        parsed(atLeastOne("provider-prefixes", "2001:db8::/32"), Ipv6Prefix::parse);
    List<IpAddress> addresses =
        parsed(atLeastOne("addresses", "192.0.2.1"), GatewayReader::gatewayAddress);
    Optional<PortRange> sshPorts = optional("ssh-ports", PortRange::parse);
    Optional<JumpHost> jump = root.get("jump").flatMap(value -> jump(value, services));
    List<PortRange> forwardPorts =
        ForwardPortsReader.read(root.list("forward-ports"), services, sshPorts, jump);
    Optional<LeasePool> leasePool = root.get("lease-pool").flatMap(GatewayReader::leasePool);
    List<PortRange> listening =
        Stream.of(
                services.stream().map(service -> PortRange.of(service.port())),
                sshPorts.stream(),
                jump.stream().map(host -> PortRange.of(host.port())),
                forwardPorts.stream())
            .flatMap(ranges -> ranges)
            .toList();
    Nat64Surroundings beside = new Nat64Surroundings(addresses, leasePool, listening);
    return new Gateway(
        addresses,
        optional("domain", Hostname::parse),
        provider,
        customerPrefixes(provider),
        optional("embedded-prefix", GatewayReader::slash96),
        services,
        defaults(services),
        LimitsReader.read(root.get("limits")),
        sshPorts,
        forwardPorts,
        leasePool,
        root.get("nat64").flatMap(value -> Nat64Reader.read(value, beside, GatewayReader::slash96)),
        root.get("health").flatMap(HealthReader::read).orElse(HealthChecks.STANDARD),
        root.get("dns")
            .flatMap(value -> DnsReader.read(value, root.get("nat64").isPresent()))
            .orElse(Dns.STANDARD),
        StarttlsReader.read(root.get("starttls")),
        jump,
        root.get("mail").flatMap(value -> MailServiceReader.read(value, addresses)),
        SnmpReader.read(root.get("snmp")));
  }

  private List<YamlValue> atLeastOne(String key, String example) {
    Optional<YamlValue> value = root.required(key, "[" + example + "]");
    if (value.isEmpty()) {
      return List.of();
    }
    List<YamlValue> items = value.get().list();
    if (items.isEmpty() && value.get().isList()) {
      value.get().wrong("it is an empty list", "write at least one, e.g. [" + example + "]");
    }
    return items;
  }

  private static <T> List<T> parsed(List<YamlValue> items, Function<String, T> parse) {
    return Reading.each(items, item -> item.as(parse));
  }

  private <T> Optional<T> optional(String key, Function<String, T> parse) {
    return root.get(key).flatMap(value -> value.as(parse));
  }

  private static IpAddress gatewayAddress(String text) {
    IpAddress address = IpAddress.parse(text);
    boolean reachable =
        address.match(
            v4 -> !v4.isUnspecified() && !v4.isLoopback() && !v4.isMulticast() && !v4.isLinkLocal(),
            v6 -> SpecialAddress.of(v6).isEmpty());
    if (!reachable) {
      throw new WrongValueException(
          "no visitor can reach it from another machine", "write the gateway's public addresses");
    }
    return address;
  }

  private static Ipv6Prefix slash96(String text) {
    Ipv6Prefix prefix = Ipv6Prefix.parse(text);
    if (prefix.length() != 96) {
      throw new WrongValueException(
          "it is a /" + prefix.length() + " and an IPv4 address fills exactly the rest of a /96",
          "write a /96, e.g. "
              + new Ipv6Prefix(prefix.length() < 96 ? prefix.address() : firstOf96(prefix), 96));
    }
    return prefix;
  }

  private static Ipv6Address firstOf96(Ipv6Prefix prefix) {
    return new Ipv6Address(prefix.address().high(), prefix.address().low() & 0xffffffff00000000L);
  }

  private List<Ipv6Prefix> customerPrefixes(List<Ipv6Prefix> provider) {
    return parsed(
        atLeastOne("customer-prefixes", "2001:db8:a::/48"),
        text -> {
          Ipv6Prefix prefix = Ipv6Prefix.parse(text);
          if (provider.stream().noneMatch(own -> own.contains(prefix))) {
            throw new WrongValueException(
                "it lies outside provider-prefixes",
                "use a prefix that the provider owns, or list it there");
          }
          return prefix;
        });
  }

  private ClientAddressDefaults defaults(List<Service> services) {
    Optional<YamlMap> map =
        root.get("defaults").flatMap(value -> value.map("client-address", "services"));
    if (map.isEmpty()) {
      return ClientAddressDefaults.NONE;
    }
    Map<Service, ClientAddressMode> modes = new TreeMap<>();
    map.get()
        .get("services")
        .flatMap(YamlValue::freeMap)
        .ifPresent(
            entries ->
                entries
                    .entries()
                    .forEach((name, value) -> serviceDefault(services, name, value, modes)));
    return new ClientAddressDefaults(
        map.get().get("client-address").flatMap(this::mode).orElse(ClientAddressMode.NONE), modes);
  }

  private void serviceDefault(
      List<Service> services, String name, YamlValue value, Map<Service, ClientAddressMode> modes) {
    Optional<Service> service = services.stream().filter(s -> s.name().equals(name)).findFirst();
    if (service.isEmpty()) {
      value.wrong(
          "the gateway has no service \"" + Problem.shortened(name) + "\"",
          Spelling.remedy(name, services.stream().map(Service::name).toList()));
      return;
    }
    value
        .map("client-address")
        .flatMap(map -> map.get("client-address"))
        .flatMap(this::mode)
        .ifPresent(mode -> modes.put(service.get(), mode));
  }

  private Optional<ClientAddressMode> mode(YamlValue value) {
    Optional<ClientAddressMode> mode = value.as(ClientAddressMode::parse);
    if (mode.equals(Optional.of(ClientAddressMode.EMBEDDED))
        && root.get("embedded-prefix").isEmpty()) {
      value.wrong(
          "there is no embedded-prefix",
          "write embedded-prefix: with a /96 that is routed back to the gateway");
    }
    return mode;
  }

  private static Optional<LeasePool> leasePool(YamlValue value) {
    Optional<YamlMap> map = value.map("addresses", "domain", "ttl");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    List<Ipv4Address> addresses =
        map.get()
            .required("addresses", "[192.0.2.7]")
            .map(list -> parsed(list.list(), Ipv4Address::parse))
            .orElse(List.of());
    return map.get()
        .required("domain", "lease.provider.example")
        .flatMap(domain -> domain.as(Hostname::parse))
        .map(
            domain ->
                new LeasePool(
                    addresses,
                    domain,
                    map.get()
                        .get("ttl")
                        .flatMap(ttl -> ttl.as(GatewayReader::ttl))
                        .orElse(LeasePool.STANDARD_TTL)));
  }

  private static Duration ttl(String text) {
    return LimitsReader.seconds(text, LONGEST_TTL, LeasePool.STANDARD_TTL);
  }

  private static Optional<JumpHost> jump(YamlValue value, List<Service> services) {
    return value
        .map("port")
        .flatMap(keys -> keys.required("port", "2222"))
        .flatMap(port -> port.as(text -> jumpPort(text, services)))
        .map(JumpHost::new);
  }

  private static Port jumpPort(String text, List<Service> services) {
    Port port = Port.parse(text);
    Optional<Service> taken = services.stream().filter(s -> s.port().equals(port)).findFirst();
    if (taken.isPresent()) {
      throw new WrongValueException(
          "the gateway serves " + taken.get() + " on it", "use a free port, e.g. 2222");
    }
    return port;
  }
}
