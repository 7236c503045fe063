package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.inventory.model.Nat64Blocks;
import io.sixgate.inventory.model.Nat64Share;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv4Prefix;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads {@code nat64:} of gateway.yaml. */
final class Nat64Reader {
  private static final PortRange PORTS = new PortRange(new Port(1024), new Port(65535));
  private static final int MOST_LOG_DAYS = 3650;
  private static final int MOST_SESSIONS = 10_000_000;
  private static final int SMALLEST_BLOCK = 16;
  private static final int LARGEST_BLOCK = 32_768;

  private final YamlMap keys;

  private final Nat64Surroundings beside;

  private Nat64Reader(YamlMap keys, Nat64Surroundings beside) {
    this.keys = keys;
    this.beside = beside;
  }

  /**
   * Empty if it has no usable prefix or an unknown key.
   *
   * @param beside what the pool must not meet
   * @param slash96 reads a /96
   */
  static Optional<Nat64> read(
      YamlValue value, Nat64Surroundings beside, Function<String, Ipv6Prefix> slash96) {
    return value
        .map(
            "back-end",
            "prefix",
            "pool",
            "ports",
            "blocks",
            "block-size",
            "sessions",
            "customers",
            "refuse-smtp",
            "refuse-destinations",
            "foreign-entries",
            "log-days")
        .flatMap(map -> new Nat64Reader(map, beside).read(slash96));
  }

  private Optional<Nat64> read(Function<String, Ipv6Prefix> slash96) {
    PortRange ports = keys.get("ports").flatMap(v -> v.as(PortRange::parse)).orElse(PORTS);
    List<Ipv4Address> pool = pool(ports);
    Nat64Blocks blocks = blocks(ports);
    OptionalInt sessions = sessions(keys);
    SortedMap<Label, Nat64Share> customers = customers(pool, ports);
    boolean refuseSmtp = keys.get("refuse-smtp").flatMap(YamlValue::bool).orElse(true);
    List<Ipv4Prefix> refused =
        Reading.each(keys.list("refuse-destinations"), item -> item.as(Nat64Reader::destination));
    boolean remove =
        keys.get("foreign-entries")
            .flatMap(v -> v.oneOf(List.of("leave", "remove"), word -> word))
            .filter("remove"::equals)
            .isPresent();
    int logDays = keys.get("log-days").flatMap(v -> v.integer(0, MOST_LOG_DAYS)).orElse(0);
    Nat64BackEnd backEnd =
        keys.get("back-end")
            .flatMap(v -> v.oneOf(List.of(Nat64BackEnd.values()), Nat64BackEnd::text))
            .orElse(Nat64BackEnd.AUTO);
    return keys.required("prefix", "2001:db8:64:64::/96")
        .flatMap(prefix -> prefix.as(slash96))
        .map(
            prefix ->
                new Nat64(
                    backEnd,
                    prefix,
                    pool,
                    ports,
                    blocks,
                    sessions,
                    customers,
                    refuseSmtp,
                    refused,
                    remove,
                    logDays));
  }

  private List<Ipv4Address> pool(PortRange ports) {
    Optional<YamlValue> list = keys.required("pool", "[192.0.2.9]");
    Set<Ipv4Address> pool = new LinkedHashSet<>();
    for (YamlValue item : list.map(YamlValue::list).orElse(List.of())) {
      item.as(text -> beside.poolAddress(text, ports))
          .filter(address -> !pool.add(address))
          .ifPresent(twice -> item.wrong("it is in the pool already", "leave one of the two out"));
    }
    if (list.isPresent() && list.get().isList() && list.get().list().isEmpty()) {
      list.get().wrong("it is an empty list", "write at least one, e.g. [192.0.2.9]");
    }
    return List.copyOf(pool);
  }

  private Nat64Blocks blocks(PortRange ports) {
    Nat64Blocks.Owners owners =
        keys.get("blocks")
            .flatMap(v -> v.oneOf(List.of(Nat64Blocks.Owners.values()), Nat64Blocks.Owners::text))
            .orElse(Nat64Blocks.STANDARD.owners());
    int size =
        keys.get("block-size")
            .flatMap(v -> v.integer(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, ports.size())))
            .orElse(Math.min(Nat64Blocks.STANDARD.size(), ports.size()));
    return new Nat64Blocks(owners, size);
  }

  private static OptionalInt sessions(YamlMap map) {
    Optional<Integer> most = map.get("sessions").flatMap(v -> v.integer(1, MOST_SESSIONS));
    return most.isPresent() ? OptionalInt.of(most.get()) : OptionalInt.empty();
  }

  private SortedMap<Label, Nat64Share> customers(List<Ipv4Address> pool, PortRange ports) {
    SortedMap<Label, Nat64Share> shares = new TreeMap<>();
    keys.get("customers")
        .flatMap(YamlValue::freeMap)
        .ifPresent(
            entries ->
                entries
                    .entries()
                    .forEach((name, value) -> customer(name, value, pool, ports, shares)));
    return shares;
  }

  private static void customer(
      String name,
      YamlValue value,
      List<Ipv4Address> pool,
      PortRange all,
      SortedMap<Label, Nat64Share> shares) {
    Label customer;
    try {
      customer = Label.parse(name);
    } catch (WrongValueException e) {
      value.wrong("the customer's name \"" + name + "\" is not a DNS label", e.remedy());
      return;
    }
    Optional<YamlMap> map = value.map("address", "ports", "sessions");
    Optional<YamlValue> written = map.flatMap(m -> m.required("address", "192.0.2.9"));
    Optional<Ipv4Address> address = written.flatMap(v -> v.as(Ipv4Address::parse));
    if (address.isEmpty()) {
      return;
    }
    if (!pool.contains(address.get())) {
      written.get().wrong("it is not in pool", "list it there, or use an address of the pool");
      return;
    }
    Optional<YamlValue> range = map.get().get("ports");
    PortRange ports = range.flatMap(v -> v.as(PortRange::parse)).orElse(all);
    if (!all.contains(ports.first()) || !all.contains(ports.last())) {
      range.get().wrong("it lies outside ports (" + all + ")", "use ports inside that range");
      return;
    }
    Optional<Label> other =
        shares.entrySet().stream()
            .filter(e -> e.getValue().address().equals(address.get()))
            .filter(e -> e.getValue().ports().overlaps(ports))
            .map(e -> e.getKey())
            .findFirst();
    if (other.isPresent()) {
      written
          .get()
          .wrong(
              "its ports " + ports + " are " + other.get() + "'s, wholly or in part",
              "use other ports or another address");
      return;
    }
    shares.put(
        customer, new Nat64Share(address.get(), ports, sessions(map.get()), written.get().place()));
  }

  private static Ipv4Prefix destination(String text) {
    return text.indexOf('/') < 0
        ? new Ipv4Prefix(Ipv4Address.parse(text), 32)
        : Ipv4Prefix.parse(text);
  }
}
