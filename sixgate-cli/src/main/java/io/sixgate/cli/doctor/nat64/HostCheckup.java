package io.sixgate.cli.doctor.nat64;

import io.sixgate.cli.doctor.Finding;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Resolver;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares what a host needs to reach IPv4 with what it says of itself. No I/O. */
public final class HostCheckup {
  private static final String RESOLVER = "docs/dns.md, \"Hosts\"";

  private final Gateway gateway;
  private final Ipv6Prefix prefix;
  private final HostAnswers host;

  private HostCheckup(Gateway gateway, Ipv6Prefix prefix, HostAnswers host) {
    this.gateway = gateway;
    this.prefix = prefix;
    this.host = host;
  }

  /** The findings, in the order in which a program meets what they are about. */
  public static List<Finding> of(Gateway gateway, Ipv6Prefix prefix, HostAnswers host) {
    return new HostCheckup(gateway, prefix, host).findings();
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(resolver());
    findings.add(synthesis());
    host.way().ifPresent(there -> findings.add(route(there)));
    findings.add(pref64());
    findings.add(literals());
    for (Map.Entry<Attempt, Boolean> attempt : host.attempts().entrySet()) {
      findings.add(attempt(attempt.getKey(), attempt.getValue()));
    }
    return findings;
  }

  private static String listed(List<?> values) {
    return values.isEmpty()
        ? "none"
        : values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private boolean synthesises() {
    return host.ipv4only().stream().anyMatch(prefix::contains);
  }

  private Finding resolver() {
    List<? extends IpAddress> ours =
        gateway.dns().resolver().map(Resolver::addresses).orElse(List.of());
    if (ours.isEmpty() || host.resolvers().stream().anyMatch(ours::contains)) {
      return Finding.ok("resolver", "asks " + listed(host.resolvers()));
    }
    String text =
        "asks %s, not the gateway's, %s".formatted(listed(host.resolvers()), listed(ours));
    return synthesises()
        ? Finding.advice("resolver", text + "; it synthesises all the same", RESOLVER)
        : Finding.wrong(
            "resolver",
            text,
            "\"nameserver %s\" in /etc/resolv.conf; ".formatted(ours.get(0)) + RESOLVER);
  }

  private Finding synthesis() {
    if (synthesises()) {
      return Finding.ok("DNS64", "ipv4only.arpa is found inside " + prefix);
    }
    return Finding.wrong(
        "DNS64",
        "ipv4only.arpa is found at %s, not inside %s: IPv4-only names lead nowhere"
            .formatted(listed(host.ipv4only()), prefix),
        "on the gateway sixgate status, agent dns64; in the host the resolver, see above");
  }

  private static Finding route(boolean there) {
    return there
        ? Finding.ok("route", "the prefix has a way out")
        : Finding.wrong(
            "route",
            "there is no route to the prefix",
            "ip -6 route add default via GATEWAY, by router advertisement or in the host's network configuration");
  }

  private Finding pref64() {
    if (host.pref64().contains(prefix)) {
      return Finding.ok("PREF64", "routers advertise " + prefix);
    }
    if (!host.pref64().isEmpty()) {
      return Finding.wrong(
          "PREF64",
          "routers advertise %s, not %s".formatted(listed(host.pref64()), prefix),
          "put it right in radvd or BIRD; docs/dns.md, \"Hosts\"");
    }
    return Finding.advice(
        "PREF64",
        "not seen in router advertisements: "
            + host.withoutPref64().map(Object::toString).orElse("nobody looked"),
        "advertise it, so that CLATs and validating resolvers find the prefix; docs/dns.md, \"Hosts\"");
  }

  private Finding literals() {
    return host.ipv4Way()
        .map(
            device ->
                Finding.ok(
                    "CLAT",
                    "IPv4 addresses are reached by %s, from %s"
                        .formatted(device, listed(host.ipv4Addresses()))))
        .orElseGet(
            () ->
                Finding.advice(
                    "CLAT",
                    "none: programs that have an IPv4 address in the place of a name fail",
                    "if there are such programs: docs/nat64.md, \"CLAT\""));
  }

  private Finding attempt(Attempt attempt, boolean cameAbout) {
    String what =
        switch (attempt) {
          case NAME -> "a connection to the name";
          case SYNTHESISED -> "a connection to the address behind the prefix";
          case LITERAL -> "a connection to the IPv4 address itself";
        };
    if (cameAbout) {
      return Finding.ok("attempt", what + " comes about");
    }
    return attempt == Attempt.LITERAL && host.ipv4Way().isEmpty()
        ? Finding.advice("attempt", what + " does not: there is no CLAT", "see CLAT")
        : Finding.wrong(
            "attempt",
            what + " does not come about",
            "sixgate doctor nat64 on the gateway; is the other side up, and the port allowed?");
  }
}
