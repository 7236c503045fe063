package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeaseState;
import io.sixgate.inventory.model.Mail;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.model.Zone;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.PortRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What hosts want for themselves alone: names, mail domains, zones, ports of the gateway, names of
 * leases, shares of the NAT64 pool. An entry is served if it wins all its claims; one that loses
 * any still holds the others, so that the verdict on a key never depends on another key.
 */
final class Claims {
  /** Stands for keys that are claimed whole. */
  private enum Whole {
    WHOLE
  }

  /**
   * A port of the gateway; the claim's extent says on which of its addresses, empty meaning all of
   * gateway.yaml's addresses, and none of the lease-pool's.
   */
  private record Socket(Protocol protocol, int port) {}

  /** Called once per claim of a host. */
  private interface Visitor {
    <K, E> void claim(ClaimIndex<K, E> index, Claim<K, E> claim, String shown);
  }

  private List<IpAddress> gatewayAddresses;

  private final ClaimIndex<EndpointName, Whole> names = whole(ClaimKind.NAME);
  private final ClaimIndex<Hostname, Whole> mailDomains = whole(ClaimKind.MAIL_DOMAIN);
  private final ClaimIndex<Hostname, Whole> zones = whole(ClaimKind.ZONE);
  private final ClaimIndex<Label, Whole> leaseNames = whole(ClaimKind.LEASE_NAME);
  private final ClaimIndex<Socket, Optional<IpAddress>> sockets =
      new ClaimIndex<>(ClaimKind.SOCKET, this::overlap);
  private final ClaimIndex<Ipv4Address, PortRange> shares =
      new ClaimIndex<>(ClaimKind.NAT64_SHARE, PortRange::overlaps);

  private static <K> ClaimIndex<K, Whole> whole(ClaimKind kind) {
    return new ClaimIndex<>(kind, (a, b) -> true);
  }

  Claims(List<IpAddress> gatewayAddresses) {
    this.gatewayAddresses = gatewayAddresses;
  }

  /** All hosts must be settled anew after this. */
  void setGatewayAddresses(List<IpAddress> now) {
    gatewayAddresses = now;
  }

  /** Lent addresses are not among the gateway's own. */
  private boolean overlap(Optional<IpAddress> one, Optional<IpAddress> other) {
    if (one.isPresent() && other.isPresent()) {
      return one.equals(other);
    }
    return one.or(() -> other).map(gatewayAddresses::contains).orElse(true);
  }

  /** Enters the claims of a host that has none twice. */
  void add(Host host) {
    visit(
        host,
        new Visitor() {
          @Override
          public <K, E> void claim(ClaimIndex<K, E> index, Claim<K, E> claim, String shown) {
            index.add(claim);
          }
        });
  }

  /** Takes the host's claims out. */
  void remove(Host host) {
    visit(
        host,
        new Visitor() {
          @Override
          public <K, E> void claim(ClaimIndex<K, E> index, Claim<K, E> claim, String shown) {
            index.remove(claim);
          }
        });
  }

  /** Calls back for every host whose claims may have another verdict since the call before. */
  void drainTouched(Consumer<HostId> touched) {
    List.of(names, mailDomains, zones, leaseNames, sockets, shares)
        .forEach(index -> index.drainTouched(touched));
  }

  /** A claim and where to enter it. */
  private record Wish<K, E>(ClaimIndex<K, E> index, Claim<K, E> claim, String shown) {
    Optional<Problem> problem(Function<Place, String> pathAt) {
      return index
          .verdict(claim)
          .map(why -> Claims.problem(index.kind(), why, claim, shown, pathAt));
    }

    void enter() {
      index.add(claim);
    }
  }

  /**
   * The host without the entries that its own file has already, so that no host has a key twice:
   * what is left is compared with other hosts, and a file that repeats itself costs its own length.
   *
   * @param pathAt the path in its file of what stands at a place
   */
  HostCheck.Result withoutRepeats(Host host, Function<Place, String> pathAt) {
    Map<Place, List<Wish<?, ?>>> entries = new TreeMap<>();
    new Claims(gatewayAddresses)
        .visit(
            host,
            new Visitor() {
              @Override
              public <K, E> void claim(ClaimIndex<K, E> index, Claim<K, E> claim, String shown) {
                entries
                    .computeIfAbsent(claim.place(), place -> new ArrayList<>(1))
                    .add(new Wish<>(index, claim, shown));
              }
            });
    Map<Place, Problem> lost = new HashMap<>();
    entries.forEach(
        (place, wishes) -> {
          Optional<Problem> problem =
              wishes.stream().flatMap(wish -> wish.problem(pathAt).stream()).findFirst();
          problem.ifPresentOrElse(why -> lost.put(place, why), () -> wishes.forEach(Wish::enter));
        });
    return without(host, lost);
  }

  /** The first lost claim of each entry, by the entry's place. */
  private Map<Place, Problem> lost(Host host, Function<Place, String> pathAt) {
    Map<Place, Problem> lost = new HashMap<>();
    visit(
        host,
        new Visitor() {
          @Override
          public <K, E> void claim(ClaimIndex<K, E> index, Claim<K, E> claim, String shown) {
            if (!lost.containsKey(claim.place())) {
              index
                  .verdict(claim)
                  .ifPresent(
                      why ->
                          lost.put(
                              claim.place(), problem(index.kind(), why, claim, shown, pathAt)));
            }
          }
        });
    return lost;
  }

  private static Problem problem(
      ClaimKind kind,
      LostClaim why,
      Claim<?, ?> claim,
      String shown,
      Function<Place, String> pathAt) {
    String customer = claim.host().customer().text();
    return new Problem(
        claim.place(),
        pathAt.apply(claim.place()),
        shown,
        kind.reason(why),
        kind.remedy(why, customer, claim.place().file()));
  }

  /**
   * The host without the entries that lost a claim.
   *
   * @param pathAt the path in its file of what stands at a place
   */
  HostCheck.Result settle(Host host, Function<Place, String> pathAt) {
    return without(host, lost(host, pathAt));
  }

  private static HostCheck.Result without(Host host, Map<Place, Problem> lost) {
    if (lost.isEmpty()) {
      return new HostCheck.Result(Optional.of(host), List.of());
    }
    Host left =
        new Host(
            host.id(),
            host.addresses(),
            without(host.endpoints(), Endpoint::place, lost),
            host.ssh().filter(ssh -> !lost.containsKey(ssh.place())),
            without(host.forwards(), Forward::place, lost),
            host.mail()
                .map(
                    mail ->
                        new Mail(
                            without(mail.domains(), MailDomain::place, lost),
                            mail.sendAs(),
                            mail.primaries(),
                            mail.logins(),
                            mail.place())),
            without(host.zones(), Zone::place, lost),
            without(host.leases(), Lease::place, lost),
            without(host.pastLeases(), Lease::place, lost),
            host.nat64().filter(share -> !lost.containsKey(share.place())),
            host.place());
    return new HostCheck.Result(Optional.of(left), lost.values().stream().sorted().toList());
  }

  private static <T> List<T> without(
      List<T> all, Function<T, Place> place, Map<Place, Problem> lost) {
    return all.stream().filter(one -> !lost.containsKey(place.apply(one))).toList();
  }

  private void visit(Host host, Visitor visitor) {
    for (Endpoint endpoint : host.endpoints()) {
      visitor.claim(names, whole(endpoint.name(), endpoint.place()), endpoint.name().toString());
    }
    for (MailDomain domain : host.mail().map(Mail::domains).orElse(List.of())) {
      visitor.claim(mailDomains, whole(domain.name(), domain.place()), domain.name().text());
    }
    for (Zone zone : host.zones()) {
      visitor.claim(zones, whole(zone.name(), zone.place()), zone.name().text());
    }
    host.ssh()
        .ifPresent(
            ssh ->
                visitor.claim(
                    sockets,
                    new Claim<>(
                        new Socket(Protocol.TCP, ssh.port().number()),
                        ssh.place(),
                        Optional.empty()),
                    ssh.port().toString()));
    host.forwards().forEach(forward -> visit(forward, visitor));
    host.leases().forEach(lease -> visit(lease, visitor));
    host.pastLeases().stream()
        .filter(lease -> lease.state() == LeaseState.RECLAIMED)
        .forEach(lease -> visitName(lease, visitor));
    host.nat64()
        .ifPresent(
            share ->
                visitor.claim(
                    shares,
                    new Claim<>(share.address(), share.place(), share.ports()),
                    share.address() + " " + share.ports()));
  }

  private static <K> Claim<K, Whole> whole(K key, Place place) {
    return new Claim<>(key, place, Whole.WHOLE);
  }

  /** A range is claimed port by port, so that each port is a key of its own; ranges are short. */
  private void visit(Forward forward, Visitor visitor) {
    for (int port = forward.ports().first().number();
        port <= forward.ports().last().number();
        port++) {
      visitor.claim(
          sockets,
          new Claim<>(
              new Socket(forward.protocol(), port), forward.place(), forward.gatewayAddress()),
          forward.ports().toString());
    }
  }

  private void visitName(Lease lease, Visitor visitor) {
    visitor.claim(leaseNames, whole(lease.name(), lease.place()), lease.name().text());
  }

  private void visit(Lease lease, Visitor visitor) {
    visitName(lease, visitor);
    for (Protocol protocol : lease.service().protocols()) {
      visitor.claim(
          sockets,
          new Claim<>(
              new Socket(protocol, lease.service().port().number()),
              lease.place(),
              Optional.of(lease.address())),
          lease.service().name());
    }
  }
}
