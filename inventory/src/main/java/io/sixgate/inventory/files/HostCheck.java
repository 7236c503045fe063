package io.sixgate.inventory.files;

import io.sixgate.inventory.files.EndpointDeclarations.PortWish;
import io.sixgate.inventory.files.EndpointDeclarations.Wishes;
import io.sixgate.inventory.files.HostDeclaration.ForwardDeclaration;
import io.sixgate.inventory.files.HostDeclaration.LeaseDeclaration;
import io.sixgate.inventory.files.HostDeclaration.MailDeclaration;
import io.sixgate.inventory.files.HostDeclaration.ShareDeclaration;
import io.sixgate.inventory.files.HostDeclaration.SshDeclaration;
import io.sixgate.inventory.files.HostDeclaration.ZoneDeclaration;
import io.sixgate.inventory.files.Ownership.Owned;
import io.sixgate.inventory.files.Ownership.Owner;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostNames;
import io.sixgate.inventory.model.JumpHost;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeaseState;
import io.sixgate.inventory.model.Mail;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Nat64Share;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.model.SshAccess;
import io.sixgate.inventory.model.Zone;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.yaml.Spelling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Compares one host's declaration with its customer and the gateway: pure, and without a look at
 * other hosts, whose claims are compared later. Longer than a class should be, because it is the
 * one list of rules that an operator can run into.
 */
final class HostCheck {
  private static final Port DNS = new Port(53);

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
  private final List<Problem> problems = new ArrayList<>();

  private HostCheck(
      HostDeclaration declared, Gateway gateway, Ownership ownership, Owned owned, Instant now) {
    this.declared = declared;
    this.gateway = gateway;
    this.ownership = ownership;
    this.owned = owned;
    this.now = now;
  }

  static Result check(
      HostDeclaration declared, Gateway gateway, Ownership ownership, Owned owned, Instant now) {
    HostCheck check = new HostCheck(declared, gateway, ownership, owned, now);
    Optional<Host> host = check.host();
    return new Result(host, check.problems, check.until());
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
    List<Ipv6Address> addresses = kept(declared.addresses(), this::isOfThisHost, Declared::value);
    // All parts are checked even if there is nowhere to lead them, so that everything wrong is said
    // at once.
    List<Endpoint> endpoints = endpoints();
    Optional<SshAccess> ssh = declared.ssh().filter(this::isRight).map(SshDeclaration::ssh);
    List<Forward> forwards = kept(declared.forwards(), this::isRight, ForwardDeclaration::forward);
    Optional<Mail> mail = declared.mail().map(part -> mail(part, addresses));
    List<Zone> zones = kept(declared.zones(), this::isRight, part -> zone(part, addresses));
    List<Lease> leases = kept(declared.leases(), this::isRight, this::lease);
    leases.forEach(lease -> reclaimedEndpoint(lease).ifPresent(endpoints::add));
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
                leases.stream().filter(lease -> lease.state().isForwarded()).toList(),
                leases.stream().filter(lease -> !lease.state().isForwarded()).toList(),
                nat64,
                declared.place()));
  }

  private static <D, T> List<T> kept(List<D> declared, Predicate<D> right, Function<D, T> value) {
    return declared.stream().filter(right).map(value).toList();
  }

  private boolean wrong(Declared<?> declared, String reason, String remedy) {
    return wrong(declared.place(), declared.path(), declared.value().toString(), reason, remedy);
  }

  private boolean wrong(Place place, String path, String value, String reason, String remedy) {
    problems.add(new Problem(place, path, value, reason, remedy));
    return false;
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

  private static String join(List<?> values) {
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

  // Endpoints

  private List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>(declared.endpoints().all().size());
    for (int i = 0; i < declared.endpoints().all().size(); i++) {
      endpoint(i).ifPresent(endpoints::add);
    }
    return endpoints;
  }

  private Optional<Endpoint> endpoint(int index) {
    Endpoint endpoint = declared.endpoints().all().get(index);
    boolean right = isNameRight(endpoint, index);
    if (declared.endpoints().wishesOf(index).isEmpty()) {
      return right ? Optional.of(endpoint) : Optional.empty();
    }
    Wishes wishes = declared.endpoints().wishesOf(index).get();
    Optional<Set<Service>> services = wishes.services().map(this::services);
    boolean servicesRight =
        services.isEmpty() || services.get().size() == wishes.services().get().size();
    Map<Service, Port> ports = new TreeMap<>();
    for (PortWish wish : wishes.ports()) {
      right &= addPort(wish, servicesRight ? services : Optional.empty(), ports);
    }
    right &=
        wishes
            .clientAddress()
            .map(mode -> isModePossible(endpoint.clientAddress(), mode))
            .orElse(true);
    return right && servicesRight
        ? Optional.of(
            new Endpoint(
                endpoint.name(), services, endpoint.clientAddress(), ports, endpoint.place()))
        : Optional.empty();
  }

  private boolean isNameRight(Endpoint endpoint, int index) {
    String name = endpoint.name().toString();
    String path = declared.endpoints().path(index);
    if (!isNameAllowed(endpoint.name().hostname(), endpoint.place(), path, name)) {
      return false;
    }
    if (endpoint.name().wildcard() && !isInOwnDomain(endpoint.name().hostname())) {
      return wrong(
          endpoint.place(),
          path,
          name,
          "a wildcard needs a domain that the customer lists",
          "list its domain under domains: in "
              + declared.id().customer()
              + "/customer.yaml, or write each name");
    }
    return true;
  }

  private boolean isInOwnDomain(Hostname name) {
    return ownership
        .owner(name)
        .filter(o -> o.customer().equals(declared.id().customer()))
        .isPresent();
  }

  private boolean isNameAllowed(Hostname name, Place place, String path, String shown) {
    Optional<Hostname> gatewayDomain = Ownership.gatewayDomainAround(gateway, name);
    if (gatewayDomain.isPresent()) {
      return wrong(
          place,
          path,
          shown,
          "it lies inside the gateway's own domain " + gatewayDomain.get(),
          "use a name of the customer");
    }
    Optional<Owner> other =
        ownership.owner(name).filter(o -> !o.customer().equals(declared.id().customer()));
    if (other.isPresent()) {
      return wrong(
          place,
          path,
          shown,
          "it lies inside the domain "
              + other.get().domain()
              + " of customer "
              + other.get().customer(),
          "leave it out, or move the domain from "
              + other.get().customer()
              + "/customer.yaml to "
              + declared.id().customer()
              + "/customer.yaml");
    }
    return true;
  }

  /** For what stands for everything below its name as well. */
  private boolean isTreeAllowed(Declared<Hostname> name) {
    if (!isNameAllowed(name.value(), name.place(), name.path(), name.value().text())) {
      return false;
    }
    Optional<Owner> inner = ownership.foreignBelow(name.value(), declared.id().customer());
    return inner.isEmpty()
        || wrong(
            name,
            "the domain "
                + inner.get().domain()
                + " of customer "
                + inner.get().customer()
                + " lies inside it",
            "use a name that holds no domain of another customer");
  }

  private Set<Service> services(List<Declared<String>> names) {
    Set<Service> services = new TreeSet<>();
    for (Declared<String> name : names) {
      Optional<Service> service = service(name);
      if (service.isPresent() && !services.add(service.get())) {
        wrong(name, "the service is listed twice", "leave one of the two out");
      }
    }
    return services;
  }

  private Optional<Service> service(Declared<String> name) {
    Optional<Service> service = gateway.service(name.value());
    if (service.isEmpty()) {
      List<String> known = gateway.services().stream().map(Service::name).toList();
      wrong(
          new Declared<>(Problem.shortened(name.value()), name.path(), name.place()),
          "the gateway has no service of this name",
          Spelling.remedy(name.value(), known)
              + "; else add its port to tls-ports or http-ports in gateway.yaml");
    }
    return service;
  }

  private boolean addPort(
      PortWish wish, Optional<Set<Service>> services, Map<Service, Port> ports) {
    Optional<Service> service = service(wish.service());
    if (service.isEmpty()) {
      return false;
    }
    if (services.isPresent() && !services.get().contains(service.get())) {
      return wrong(
          new Declared<>(wish.port(), wish.service().path(), wish.service().place()),
          "the endpoint's services do not have " + service.get(),
          "add " + service.get() + " to its services, or leave the port out");
    }
    ports.put(service.get(), wish.port());
    return true;
  }

  private boolean isModePossible(Optional<ClientAddressMode> mode, Declared<?> where) {
    if (mode.equals(Optional.of(ClientAddressMode.EMBEDDED))
        && gateway.embeddedPrefix().isEmpty()) {
      return wrong(
          where,
          "gateway.yaml has no embedded-prefix",
          "use none, proxy-v1 or proxy-v2, or give the gateway an embedded-prefix");
    }
    return true;
  }

  // SSH and forwards

  private boolean isRight(SshDeclaration part) {
    Port port = part.ssh().port();
    boolean right =
        part.mode().map(mode -> isModePossible(part.ssh().clientAddress(), mode)).orElse(true);
    Place place = part.ssh().place();
    if (gateway.sshPorts().isPresent() && !gateway.sshPorts().get().contains(port)) {
      return wrong(
          place,
          part.path(),
          port.toString(),
          "it lies outside ssh-ports (" + gateway.sshPorts().get() + ") of gateway.yaml",
          "use a free one of those");
    }
    right &= isFreeOfServices(Protocol.TCP, PortRange.of(port), place, part.path());
    right &= isFreeOfNat64(Optional.empty(), PortRange.of(port), place, part.path());
    return right;
  }

  private boolean isRight(ForwardDeclaration part) {
    Forward forward = part.forward();
    boolean right =
        part.mode().map(mode -> isModePossible(forward.clientAddress(), mode)).orElse(true);
    right &= part.mode().map(mode -> isPossibleForItsProgram(forward, mode)).orElse(true);
    if (part.address().isPresent() && !isGatewaysOrLent(part.address().get().value())) {
      right =
          wrong(
              part.address().get(),
              "it is no address of the gateway or of its lease-pool",
              "use one of them, or leave address out for all of the gateway's");
    }
    boolean lent =
        part.address().isPresent() && !gateway.addresses().contains(part.address().get().value());
    if (lent) {
      return right; // A lent address has neither services nor SSH ports of its own.
    }
    boolean tcp = forward.protocol() == Protocol.TCP;
    Optional<PortRange> ssh =
        gateway.sshPorts().filter(range -> tcp && range.overlaps(forward.ports()));
    if (ssh.isPresent()) {
      right =
          wrong(
              forward.place(),
              part.path(),
              forward.ports().toString(),
              "it overlaps ssh-ports (" + ssh.get() + "), which are for ssh: alone",
              "use other ports");
    }
    right &= isFreeOfServices(forward.protocol(), forward.ports(), forward.place(), part.path());
    right &= isFreeOfNat64(forward.gatewayAddress(), forward.ports(), forward.place(), part.path());
    return right;
  }

  /** What passes through the kernel keeps its bytes, and comes from inside the NAT64 prefix. */
  private boolean isPossibleForItsProgram(Forward forward, Declared<ClientAddressMode> mode) {
    return !forward.byKernel()
        || mode.value() == ClientAddressMode.EMBEDDED
        || wrong(
            mode,
            "the kernel does this forward, and it can only embed the client's address",
            "leave client-address out");
  }

  /** Ports of the gateway's own addresses that NAT64 uses for connections to the outside. */
  private boolean isFreeOfNat64(
      Optional<IpAddress> address, PortRange ports, Place place, String path) {
    Optional<Nat64> taken =
        gateway
            .nat64()
            .filter(nat64 -> nat64.ports().overlaps(ports))
            .filter(
                nat64 ->
                    nat64.pool().stream()
                        .anyMatch(
                            pool ->
                                address
                                    .map(pool::equals)
                                    .orElse(gateway.addresses().contains(pool))));
    return taken.isEmpty()
        || wrong(
            place,
            path,
            ports.toString(),
            "the gateway's NAT64 uses the ports " + taken.get().ports() + " of that address",
            "use other ports");
  }

  private boolean isGatewaysOrLent(IpAddress address) {
    return gateway.addresses().contains(address)
        || gateway.leasePool().stream().anyMatch(pool -> pool.addresses().contains(address));
  }

  private boolean isFreeOfServices(Protocol protocol, PortRange ports, Place place, String path) {
    Optional<Port> jump =
        gateway
            .jump()
            .map(JumpHost::port)
            .filter(port -> protocol == Protocol.TCP && ports.contains(port));
    if (jump.isPresent()) {
      return wrong(
          place,
          path,
          ports.toString(),
          "the gateway's jump host has TCP port " + jump.get(),
          "use another port");
    }
    if (ports.contains(DNS)) {
      return wrong(
          place,
          path,
          ports.toString(),
          "the gateway answers DNS on port " + DNS,
          "list the host's zones, or use another port");
    }
    Optional<Service> taken =
        gateway.services().stream()
            .filter(service -> protocol == Protocol.TCP && ports.contains(service.port()))
            .findFirst();
    return taken.isEmpty()
        || wrong(
            place,
            path,
            ports.toString(),
            "the gateway serves " + taken.get() + " on TCP port " + taken.get().port(),
            "use another port");
  }

  // Mail

  private Mail mail(MailDeclaration part, List<Ipv6Address> addresses) {
    List<MailDomain> domains =
        kept(
            part.domains(),
            d -> isTreeAllowed(new Declared<>(d.value().name(), d.path(), d.place())),
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
    if (!isNameAllowed(domain.value(), domain.place(), domain.path(), domain.value().text())) {
      return false;
    }
    return isInOwnDomain(domain.value())
        || wrong(
            domain,
            "a host may only send as a domain that the customer lists",
            "list it under domains: in " + declared.id().customer() + "/customer.yaml");
  }

  // Zones, leases, NAT64

  private boolean isRight(ZoneDeclaration part) {
    Declared<Hostname> name = part.name();
    boolean right = isTreeAllowed(name);
    for (Declared<Ipv6Address> server : part.servers()) {
      right &= isOfThisHost(server);
    }
    return right;
  }

  private static Zone zone(ZoneDeclaration part, List<Ipv6Address> addresses) {
    List<Ipv6Address> servers = part.servers().stream().map(Declared::value).toList();
    return new Zone(
        part.name().value(),
        servers.isEmpty() ? addresses : servers,
        part.proxyProtocol(),
        part.transfersTo(),
        part.name().place());
  }

  private boolean isRight(LeaseDeclaration part) {
    if (gateway.leasePool().isEmpty()) {
      return wrong(
          part.address(),
          "gateway.yaml has no lease-pool",
          "write one there, with the addresses to lend");
    }
    if (!gateway.leasePool().get().addresses().contains(part.address().value())) {
      return wrong(
          part.address(),
          "it is not in the lease-pool of gateway.yaml",
          "use one of " + join(gateway.leasePool().get().addresses()));
    }
    return isNameOfThisHost(part) && isCoveredIfReclaimed(part);
  }

  private boolean isCoveredIfReclaimed(LeaseDeclaration part) {
    return part.reclaimed().isEmpty()
        || gateway.covering(part.service().value()).isPresent()
        || wrong(
            part.reclaimed().get(),
            "the gateway's own addresses have no " + part.service().value() + " by name",
            "add port "
                + part.service().value().port()
                + " to the gateway's ports, or take reclaimed out");
  }

  /** Clients who use the lease's name come to the gateway's own addresses and are led on there. */
  private Optional<Endpoint> reclaimedEndpoint(Lease lease) {
    if (lease.reclaimed().isEmpty() || lease.state() == LeaseState.EXPIRED) {
      return Optional.empty();
    }
    Set<Service> services = Set.of(gateway.covering(lease.service()).orElseThrow());
    return gateway
        .leasePool()
        .flatMap(pool -> pool.hostname(lease))
        .map(
            name ->
                new Endpoint(
                    new EndpointName(name, false),
                    Optional.of(services),
                    Optional.empty(),
                    Map.of(),
                    lease.place()));
  }

  /** {@code www.} and the host's name, where the gateway answers for such names. */
  private Optional<Endpoint> ownEndpoint() {
    return gateway
        .dns()
        .zoneServer()
        .flatMap(server -> HostNames.of(gateway, declared.id()))
        .map(names -> Endpoint.of(new EndpointName(names.www(), false), declared.place()));
  }

  /**
   * Every lease's name stands in one domain, so it must say whose it is. A hyphen in its first part
   * could make {@code pop3-a-b-c} the name of host c of customer a-b and of customer b.
   */
  private boolean isNameOfThisHost(LeaseDeclaration part) {
    String name = part.name().value().text();
    String service = part.service().value().toString();
    String end = "-" + declared.id().customer() + "-" + declared.id().host();
    if (name.endsWith(end)) {
      String first = name.substring(0, name.length() - end.length());
      if (first.equals(service) || (!first.isEmpty() && first.indexOf('-') < 0)) {
        return true;
      }
    }
    return wrong(
        part.name(),
        "it is not the service, or a word without hyphens, before " + end,
        "write " + service + end + ", or leave name out");
  }

  private Lease lease(LeaseDeclaration part) {
    return part.lease().at(now, gateway.leasePool().orElseThrow().handover());
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
    return outside.isEmpty()
        || wrong(
            outside.get(),
            "it lies outside the ports of nat64 (" + all + ")",
            "use ports inside that range");
  }

  private Nat64Share share(ShareDeclaration part) {
    return new Nat64Share(
        part.address().value(),
        part.ports().map(Declared::value).orElseGet(() -> gateway.nat64().orElseThrow().ports()),
        part.sessions(),
        part.address().place());
  }
}
