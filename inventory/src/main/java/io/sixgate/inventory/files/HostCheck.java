package io.sixgate.inventory.files;

import io.sixgate.inventory.files.HostDeclaration.ForwardDeclaration;
import io.sixgate.inventory.files.HostDeclaration.MailDeclaration;
import io.sixgate.inventory.files.HostDeclaration.ShareDeclaration;
import io.sixgate.inventory.files.HostDeclaration.SshDeclaration;
import io.sixgate.inventory.files.HostDeclaration.ZoneDeclaration;
import io.sixgate.inventory.files.Ownership.Owned;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostNames;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.Mail;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.inventory.model.Nat64Share;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.SshAccess;
import io.sixgate.inventory.model.Zone;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Compares one host's declaration with its customer and the gateway: pure, and without a look at
 * other hosts, whose claims are compared later.
 */
final class HostCheck {
  /**
   * What is left.
   *
   * @param host empty if it has no usable address
   * @param until when another check gives another result, if nothing but the time changes
   */
  record Result(Optional<Host> host, List<Problem> problems, Optional<Instant> until) {
    Result {
      problems = List.copyOf(problems);
    }

    /** What does not depend on the time. */
    Result(Optional<Host> host, List<Problem> problems) {
      this(host, problems, Optional.empty());
    }
  }

  private final HostDeclaration declared;
  private final Gateway gateway;
  private final Ownership ownership;
  private final Owned owned;
  private final Instant now;
  private final Complaints complaints = new Complaints();
  private final NameCheck names;

  private HostCheck(
      HostDeclaration declared, Gateway gateway, Ownership ownership, Owned owned, Instant now) {
    this.declared = declared;
    this.gateway = gateway;
    this.ownership = ownership;
    this.owned = owned;
    this.now = now;
    this.names = new NameCheck(declared.id().customer(), gateway, ownership, complaints);
  }

  static Result check(
      HostDeclaration declared, Gateway gateway, Ownership ownership, Owned owned, Instant now) {
    HostCheck check = new HostCheck(declared, gateway, ownership, owned, now);
    Optional<Host> host = check.host();
    return new Result(host, check.complaints.all(), check.until());
  }

  private Optional<Instant> until() {
    return gateway
        .leasePool()
        .flatMap(
            pool ->
                declared.leases().stream()
                    .flatMap(part -> part.lease().nextChange(now, pool.handover()).stream())
                    .min(Comparator.naturalOrder()));
  }

  private Optional<Host> host() {
    // A copy here, and not in each part that is reached at all of them.
    List<Ipv6Address> addresses =
        List.copyOf(kept(declared.addresses(), this::isOfThisHost, Declared::value));
    // All parts are checked even if there is nowhere to lead them, so that everything wrong is said
    // at once.
    ModeCheck modes = new ModeCheck(gateway, complaints);
    ForwardCheck forward =
        new ForwardCheck(gateway, declared.id().customer(), ownership.ports(), modes, complaints);
    LeaseCheck lease = new LeaseCheck(declared.id(), gateway, now, complaints);
    List<Endpoint> endpoints =
        new EndpointCheck(declared, gateway, names, modes, complaints).right();
    Optional<SshAccess> ssh = declared.ssh().filter(forward::isRight).map(SshDeclaration::ssh);
    List<Forward> forwards =
        kept(declared.forwards(), forward::isRight, ForwardDeclaration::forward);
    Optional<Mail> mail = declared.mail().map(part -> mail(part, addresses));
    List<Zone> zones = kept(declared.zones(), this::isRight, part -> zone(part, addresses));
    List<Lease> leases = kept(declared.leases(), lease::isRight, lease::lease);
    leases.forEach(one -> lease.reclaimedEndpoint(one).ifPresent(endpoints::add));
    ownEndpoint().ifPresent(endpoints::add);
    Optional<Nat64Share> nat64 = declared.nat64().filter(this::isRight).map(this::share);
    return addresses.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Host(
                declared.id(),
                addresses,
                endpoints,
                ssh,
                forwards,
                mail,
                zones,
                leases.stream().filter(one -> one.state().isForwarded()).toList(),
                leases.stream().filter(one -> !one.state().isForwarded()).toList(),
                nat64,
                declared.place()));
  }

  private static <D, T> List<T> kept(List<D> declared, Predicate<D> right, Function<D, T> value) {
    return declared.stream().filter(right).map(value).toList();
  }

  private boolean wrong(Declared<?> declared, String reason, String remedy) {
    return complaints.wrong(declared, reason, remedy);
  }

  // Addresses

  private boolean isOfThisHost(Declared<Ipv6Address> address) {
    return isOfThisCustomer(address, address.value());
  }

  private boolean isOfThisCustomer(Declared<?> where, Ipv6Address address) {
    Label customer = declared.id().customer();
    Optional<String> special = SpecialAddress.of(address).or(() -> gatewaysOwn(address));
    if (special.isPresent()) {
      return wrong(where, special.get(), "write the host's own global address" + example());
    }
    if (owned.prefixes().stream().noneMatch(prefix -> prefix.contains(address))) {
      String prefixes = owned.prefixes().isEmpty() ? "none" : join(owned.prefixes());
      return wrong(
          where,
          "it lies outside the prefixes of " + customer + " (" + prefixes + ")",
          "use an address inside them, or list its prefix in " + customer + "/customer.yaml");
    }
    return true;
  }

  private String example() {
    return owned.prefixes().isEmpty() ? "" : ", inside " + join(owned.prefixes());
  }

  static String join(List<?> values) {
    return String.join(", ", values.stream().map(Object::toString).toList());
  }

  private Optional<String> gatewaysOwn(Ipv6Address address) {
    if (gateway.addresses().contains(address)) {
      return Optional.of("it is the gateway's own address");
    }
    if (gateway.embeddedPrefix().stream().anyMatch(prefix -> prefix.contains(address))) {
      return Optional.of(
          "it lies in the embedded-prefix "
              + gateway.embeddedPrefix().get()
              + ", which stands for visitors");
    }
    return gateway
        .nat64()
        .filter(nat64 -> nat64.prefix().contains(address))
        .map(nat64 -> "it lies in the NAT64 prefix " + nat64.prefix() + ", which leads to IPv4");
  }

  // Mail

  private Mail mail(MailDeclaration part, List<Ipv6Address> addresses) {
    List<MailDomain> domains =
        kept(
            part.domains(),
            d -> names.isTreeAllowed(new Declared<>(d.value().name(), d.path(), d.place())),
            Declared::value);
    List<Hostname> sendAs = kept(part.sendAs(), this::maySendAs, Declared::value);
    List<Mail.Primary> primaries = kept(part.primaries(), this::isPrimaryRight, Declared::value);
    if (primaries.size() < part.primaries().size()) {
      domains = List.of(); // Mail would go to another server than the one that was written.
    }
    if (primaries.isEmpty()) {
      primaries =
          addresses.stream().map(address -> new Mail.Primary(address, new Port(25))).toList();
    }
    return new Mail(domains, sendAs, primaries, part.logins(), part.place());
  }

  private boolean isPrimaryRight(Declared<Mail.Primary> primary) {
    Ipv6Address address = primary.value().address();
    return isOfThisCustomer(new Declared<>(address, primary.path(), primary.place()), address);
  }

  private boolean maySendAs(Declared<Hostname> domain) {
    if (!names.isAllowed(domain.value(), domain.place(), domain.path(), domain.value().text())) {
      return false;
    }
    return names.isInOwnDomain(domain.value())
        || wrong(
            domain,
            "a host may only send as a domain that the customer lists",
            "list it under domains: in " + declared.id().customer() + "/customer.yaml");
  }

  // Zones, NAT64

  private boolean isRight(ZoneDeclaration part) {
    Declared<Hostname> name = part.name();
    boolean right = names.isTreeAllowed(name);
    for (Declared<Ipv6Address> server : part.servers()) {
      right &= isOfThisHost(server);
    }
    return right;
  }

  private static Zone zone(ZoneDeclaration part, List<Ipv6Address> addresses) {
    return new Zone(
        part.name().value(),
        part.servers().isEmpty()
            ? addresses // one list for all zones of the host
            : part.servers().stream().map(Declared::value).toList(),
        part.proxyProtocol(),
        part.transfersTo(),
        part.name().place());
  }

  /** {@code www.} and the host's name, where the gateway answers for such names. */
  private Optional<Endpoint> ownEndpoint() {
    return gateway
        .dns()
        .zoneServer()
        .flatMap(server -> HostNames.of(gateway, declared.id()))
        .map(names -> Endpoint.of(new EndpointName(names.www(), false), declared.place()));
  }

  private boolean isRight(ShareDeclaration part) {
    if (gateway.nat64().isEmpty()) {
      return wrong(
          part.address(), "gateway.yaml has no nat64", "write it there, with a prefix and a pool");
    }
    if (!gateway.nat64().get().pool().contains(part.address().value())) {
      return wrong(
          part.address(),
          "it is not in the nat64 pool of gateway.yaml",
          "use one of " + join(gateway.nat64().get().pool()));
    }
    PortRange all = gateway.nat64().get().ports();
    Optional<Declared<PortRange>> outside =
        part.ports()
            .filter(p -> !all.contains(p.value().first()) || !all.contains(p.value().last()));
    if (outside.isPresent()) {
      return wrong(
          outside.get(),
          "it lies outside the ports of nat64 (" + all + ")",
          "use ports inside that range");
    }
    Nat64Share wanted = share(part);
    Optional<Label> other =
        gateway.nat64().get().customers().entrySet().stream()
            .filter(e -> e.getValue().address().equals(wanted.address()))
            .filter(e -> e.getValue().ports().overlaps(wanted.ports()))
            .map(Map.Entry::getKey)
            .findFirst();
    return other.isEmpty()
        || wrong(
            part.address(),
            "gateway.yaml keeps its ports " + wanted.ports() + " for customer " + other.get(),
            "use other ports or another address");
  }

  private Nat64Share share(ShareDeclaration part) {
    return new Nat64Share(
        part.address().value(),
        part.ports().map(Declared::value).orElseGet(() -> gateway.nat64().orElseThrow().ports()),
        part.sessions(),
        part.address().place());
  }
}
