package io.sixgate.inventory.files;

import io.sixgate.inventory.model.AnswerCache;
import io.sixgate.inventory.model.Dns;
import io.sixgate.inventory.model.Resolver;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code dns} of gateway.yaml. */
final class DnsReader {
  private static final int MOST_ANSWERS = 1_000_000;
  private static final int LONGEST_KEPT = 300;

  private DnsReader() {}

  /** Empty if anything was reported about the entry as a whole. */
  static Optional<Dns> read(YamlValue value, boolean hasNat64) {
    Optional<YamlMap> map =
        value.map("zone-server", "name-servers", "answers-per-client", "cache", "resolver");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    YamlMap keys = map.get();
    return Optional.of(
        new Dns(
            keys.get("zone-server").flatMap(server -> server.as(ServerAddress::parse)),
            names(keys, "name-servers"),
            keys.get("answers-per-client")
                .flatMap(number -> number.integer(1, MOST_ANSWERS))
                .orElse(Dns.STANDARD.answersPerClient()),
            keys.get("cache").map(DnsReader::cache).orElse(AnswerCache.STANDARD),
            keys.get("resolver").flatMap(resolver -> resolver(resolver, hasNat64))));
  }

  private static AnswerCache cache(YamlValue value) {
    AnswerCache standard = AnswerCache.STANDARD;
    return value
        .map("answers", "max-ttl")
        .map(
            keys ->
                new AnswerCache(
                    keys.get("answers")
                        .flatMap(number -> number.integer(0, MOST_ANSWERS))
                        .orElse(standard.answers()),
                    keys.get("max-ttl")
                        .flatMap(
                            ttl ->
                                ttl.as(
                                    text ->
                                        LimitsReader.seconds(
                                            text, LONGEST_KEPT, standard.longest())))
                        .orElse(standard.longest())))
        .orElse(standard);
  }

  private static Optional<Resolver> resolver(YamlValue value, boolean hasNat64) {
    Optional<YamlMap> map =
        value.map("addresses", "ipv6-only", "never-synthesise", "always-synthesise");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    if (!hasNat64) {
      value.wrong(
          "there is no nat64, whose prefix the resolver gives to names that have IPv4 only",
          "write nat64:, with its prefix and pool");
    }
    YamlMap keys = map.get();
    List<Ipv6Address> addresses =
        keys.required("addresses", "[2001:db8:ff::53]")
            .map(list -> Reading.each(list.list(), item -> item.as(DnsReader::address)))
            .orElse(List.of());
    boolean ipv6Only = keys.get("ipv6-only").flatMap(YamlValue::bool).orElse(false);
    List<Hostname> never = names(keys, "never-synthesise");
    List<Hostname> always = always(keys, new HashSet<>(never));
    if (addresses.isEmpty()) {
      keys.get("addresses")
          .filter(list -> list.isList() && list.list().isEmpty())
          .ifPresent(
              list ->
                  list.wrong("it is an empty list", "write at least one, e.g. [2001:db8:ff::53]"));
      return Optional.empty();
    }
    return Optional.of(new Resolver(addresses, ipv6Only, never, always));
  }

  private static Ipv6Address address(String text) {
    Ipv6Address address = Ipv6Address.parse(text);
    if (SpecialAddress.of(address).isPresent()) {
      throw new WrongValueException(
          "no host can reach it", "write an address of the gateway that hosts can reach");
    }
    return address;
  }

  private static List<Hostname> names(YamlMap keys, String key) {
    return Reading.each(keys.list(key), item -> item.as(Hostname::parse));
  }

  private static List<Hostname> always(YamlMap keys, Set<Hostname> never) {
    return Reading.each(
        keys.list("always-synthesise"),
        item ->
            item.as(
                text -> {
                  Hostname name = Hostname.parse(text);
                  if (never.contains(name)) {
                    throw new WrongValueException(
                        "it is in never-synthesise, too", "leave it out of one of the two");
                  }
                  return name;
                }));
  }
}
