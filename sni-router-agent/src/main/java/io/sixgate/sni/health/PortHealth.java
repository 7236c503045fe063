package io.sixgate.sni.health;

import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.sni.health.Verdict.State;
import io.sixgate.sni.route.ServedPort;
import io.sixgate.sni.route.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The addresses of one host on one port: what is known of each, and which of them may be used. */
final class PortHealth {
  private final HostId host;
  private final ServedPort served;
  private final Map<Ipv6Address, Verdict> verdicts = new LinkedHashMap<>();
  private Optional<Ipv6Address> live = Optional.empty();
  private boolean answeredOnce;

  /** Of each address what the one before it knew, in the order of the addresses now. */
  PortHealth(
      HostId host, ServedPort served, List<Ipv6Address> addresses, Optional<PortHealth> before) {
    this.host = host;
    this.served = served;
    for (Ipv6Address address : addresses) {
      verdicts.put(address, before.map(known -> known.verdicts.get(address)).orElse(Verdict.NONE));
    }
    this.answeredOnce = before.map(known -> known.answeredOnce).orElse(false);
  }

  /** HAProxy leads there; an address that is none of these says nothing. */
  void leadsTo(Ipv6Address address) {
    if (verdicts.containsKey(address)) {
      live = Optional.of(address);
    }
  }

  boolean knows(Ipv6Address address) {
    return verdicts.containsKey(address);
  }

  void enter(Ipv6Address address, CheckResult result, HealthChecks rule) {
    Verdict after = verdicts.get(address).after(result, rule);
    verdicts.put(address, after);
    answeredOnce |= after.is(State.UP);
  }

  Verdict verdict(Ipv6Address address) {
    return verdicts.get(address);
  }

  /**
   * Whether visitors may be led there. Without a verdict, an address is as good as any, but not
   * reason enough to leave one that HAProxy uses and that is not known to be down: neither a
   * restart of the agent nor a new address at the head of the list moves anything by itself.
   */
  boolean isUp(Ipv6Address address) {
    return switch (verdicts.get(address).state()) {
      case UP -> true;
      case DOWN -> false;
      case UNKNOWN ->
          live.isEmpty() || live.get().equals(address) || verdicts.get(live.get()).is(State.DOWN);
    };
  }

  /** The first that is up. */
  Optional<Ipv6Address> chosen() {
    return verdicts.keySet().stream().filter(this::isUp).findFirst();
  }

  List<Target> targets() {
    return verdicts.keySet().stream().map(this::target).toList();
  }

  List<Target> notUp() {
    List<Target> targets = new ArrayList<>();
    verdicts.forEach(
        (address, verdict) -> {
          if (!isUp(address)) {
            targets.add(target(address));
          }
        });
    return targets;
  }

  List<Target> down() {
    return verdicts.entrySet().stream()
        .filter(entry -> entry.getValue().is(State.DOWN))
        .map(entry -> target(entry.getKey()))
        .toList();
  }

  boolean isSilent() {
    return verdicts.values().stream().allMatch(verdict -> verdict.is(State.DOWN));
  }

  /**
   * Whether silence on this port is worth telling: an endpoint lists the service, or it has been
   * seen to work. Else the host simply need not speak what the gateway offers.
   */
  boolean isExpected() {
    return served.byName() || answeredOnce;
  }

  ServedPort served() {
    return served;
  }

  /** {@code 2001:db8:a::80 (connection refused), 2001:db8:a::81 (no answer within 2000 ms)}. */
  String reasons() {
    return verdicts.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + entry.getValue().reason().orElse("up") + ")")
        .reduce((one, other) -> one + ", " + other)
        .orElseThrow();
  }

  private Target target(Ipv6Address address) {
    return new Target(host, address, served.port());
  }
}
