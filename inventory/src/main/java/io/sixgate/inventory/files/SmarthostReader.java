package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.MailService.Certificate;
import io.sixgate.inventory.model.MailSpool;
import io.sixgate.inventory.model.Smarthost;
import io.sixgate.inventory.model.Smarthost.Pool;
import io.sixgate.inventory.model.Smarthost.Rate;
import io.sixgate.inventory.model.Smarthost.Source;
import io.sixgate.inventory.model.Smarthost.SpamCheck;
import io.sixgate.inventory.model.Smarthost.WhenUnreachable;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code mail.smarthost} of gateway.yaml. */
final class SmarthostReader {
  private static final int MOST = 10_000_000;
  static final int MOST_CONNECTIONS = 1000;

  private SmarthostReader() {}

  /**
   * Empty if it is unusable, which has then been reported.
   *
   * @param relay the relay's name, unless it is wrong
   */
  static Optional<Smarthost> read(
      YamlValue value, Optional<Hostname> relay, Optional<Certificate> ofRelay) {
    Optional<YamlMap> map =
        value.map(
            "address",
            "name",
            "certificate",
            "key",
            "limits",
            "connections-per-destination",
            "spool",
            "rspamd",
            "pools");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    YamlMap keys = map.get();
    Optional<Ipv6Address> address =
        keys.required("address", "2001:db8:ff::25").flatMap(v -> v.as(SmarthostReader::address));
    Optional<Hostname> name = keys.get("name").map(v -> v.as(Hostname::parse)).orElse(relay);
    Optional<Certificate> certificate = MailServiceReader.certificate(keys).or(() -> ofRelay);
    Optional<YamlMap> limits = keys.get("limits").flatMap(v -> v.map("host", "customer"));
    Rate perHost = rate(limits, "host", Smarthost.HOST_RATE);
    Rate perCustomer = rate(limits, "customer", Smarthost.CUSTOMER_RATE);
    int connections =
        keys.get("connections-per-destination")
            .flatMap(v -> v.integer(1, MOST_CONNECTIONS))
            .orElse(Smarthost.CONNECTIONS);
    MailSpool spool =
        keys.get("spool").map(v -> MailSpoolReader.read(v, MailSpool.OUT)).orElse(MailSpool.OUT);
    Optional<SpamCheck> spamCheck = keys.get("rspamd").flatMap(SmarthostReader::spamCheck);
    List<Pool> pools = Reading.each(keys.list("pools"), SmarthostReader::pool);
    reportTwice(keys.list("pools"), pools);
    return address.flatMap(
        a ->
            name.map(
                n ->
                    new Smarthost(
                        a,
                        n,
                        certificate,
                        perHost,
                        perCustomer,
                        connections,
                        spool,
                        spamCheck,
                        pools)));
  }

  private static Ipv6Address address(String text) {
    Ipv6Address address = Ipv6Address.parse(text);
    if (SpecialAddress.of(address).isPresent()) {
      throw new WrongValueException(
          "no host can reach it", "write an address of the gateway, of its own, that hosts reach");
    }
    return address;
  }

  private static Rate rate(Optional<YamlMap> limits, String key, Rate standard) {
    return limits
        .flatMap(map -> map.get(key))
        .flatMap(v -> v.map("messages", "recipients", "burst"))
        .map(
            map ->
                new Rate(
                    count(map, "messages", standard.messages()),
                    count(map, "recipients", standard.recipients()),
                    count(map, "burst", standard.burst())))
        .orElse(standard);
  }

  private static int count(YamlMap map, String key, int standard) {
    return map.get(key).flatMap(v -> v.integer(1, MOST)).orElse(standard);
  }

  private static Optional<SpamCheck> spamCheck(YamlValue value) {
    Optional<YamlMap> map = value.map("url", "when-unreachable");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    WhenUnreachable unreachable =
        map.get()
            .get("when-unreachable")
            .flatMap(v -> v.oneOf(List.of(WhenUnreachable.values()), WhenUnreachable::text))
            .orElse(WhenUnreachable.DEFER);
    return map.get()
        .required("url", "http://127.0.0.1:11333")
        .flatMap(v -> v.as(SmarthostReader::url))
        .map(url -> new SpamCheck(url, unreachable));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && url.getRawQuery() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new WrongValueException(
        "it is not the address of a web service", "write e.g. http://127.0.0.1:11333");
  }

  private static Optional<Pool> pool(YamlValue value) {
    Optional<YamlMap> map = value.map("name", "customers", "sources");
    if (map.isEmpty()) {
      return Optional.empty();
    }
    Optional<Label> name = map.get().required("name", "clean").flatMap(v -> v.as(Label::parse));
    Set<Label> customers =
        new HashSet<>(Reading.each(map.get().list("customers"), v -> v.as(Label::parse)));
    List<Source> sources =
        map.get()
            .required("sources", "[{address: 192.0.2.25, name: out1.provider.example}]")
            .map(list -> Reading.each(list.list(), SmarthostReader::source))
            .orElse(List.of());
    return name.map(n -> new Pool(n, customers, sources));
  }

  private static Optional<Source> source(YamlValue value) {
    Optional<YamlMap> map = value.map("address", "name");
    Optional<IpAddress> address =
        map.flatMap(keys -> keys.required("address", "192.0.2.25"))
            .flatMap(v -> v.as(IpAddress::parse));
    Optional<Hostname> name =
        map.flatMap(keys -> keys.required("name", "out1.provider.example"))
            .flatMap(v -> v.as(Hostname::parse));
    return address.flatMap(a -> name.map(n -> new Source(a, n)));
  }

  /** Each pool has its own name, and a customer is in one. */
  private static void reportTwice(List<YamlValue> written, List<Pool> pools) {
    if (written.size() != pools.size()) {
      return;
    }
    Map<Label, Label> poolOf = new HashMap<>();
    Set<Label> names = new HashSet<>();
    for (int i = 0; i < pools.size(); i++) {
      Pool pool = pools.get(i);
      YamlValue where = written.get(i);
      if (!names.add(pool.name())) {
        where.wrong("there is a pool " + pool.name() + " already", "give it another name");
      }
      for (Label customer : pool.customers()) {
        Label before = poolOf.putIfAbsent(customer, pool.name());
        if (before != null) {
          where.wrong(
              "customer " + customer + " is in the pool " + before + " already",
              "leave it out of one of the two");
        }
      }
    }
  }
}
