package io.sixgate.inventory.files;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeaseState;
import io.sixgate.inventory.model.LeasedService;
import io.sixgate.inventory.model.Mail;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.SshAccess;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.PortRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a host file says, before anything outside the file was looked at. */
record HostDeclaration(
    HostId id,
    List<Declared<Ipv6Address>> addresses,
    EndpointDeclarations endpoints,
    Optional<SshDeclaration> ssh,
    List<ForwardDeclaration> forwards,
    Optional<MailDeclaration> mail,
    List<ZoneDeclaration> zones,
    List<LeaseDeclaration> leases,
    Optional<ShareDeclaration> nat64,
    Place place) {

  HostDeclaration {
    addresses = List.copyOf(addresses);
    forwards = List.copyOf(forwards);
    zones = List.copyOf(zones);
    leases = List.copyOf(leases);
  }

  /**
   * Whether it says anything that the owner of the domain decides; a zone or mail domain around it
   * is such a thing too.
   */
  boolean hasNameInside(Hostname domain) {
    return endpoints.all().stream().anyMatch(e -> e.name().hostname().isInside(domain))
        || zones.stream().anyMatch(z -> isAround(z.name().value(), domain))
        || (mail.isPresent()
            && (mail.get().domains().stream().anyMatch(d -> isAround(d.value().name(), domain))
                || mail.get().sendAs().stream().anyMatch(d -> d.value().isInside(domain))));
  }

  /** Whether it asks for a port of the gateway among these. */
  boolean hasPortAmong(BitSet ports) {
    return !ports.isEmpty()
        && (ssh.filter(part -> hasAny(ports, PortRange.of(part.ssh().port()))).isPresent()
            || forwards.stream().anyMatch(part -> hasAny(ports, part.forward().ports())));
  }

  private static boolean hasAny(BitSet ports, PortRange range) {
    int next = ports.nextSetBit(range.first().number());
    return next >= 0 && next <= range.last().number();
  }

  private static boolean isAround(Hostname name, Hostname domain) {
    return name.isInside(domain) || domain.isInside(name);
  }

  /** The path in the file of each entry that claims something, by its place. */
  Map<Place, String> paths() {
    Map<Place, String> paths = new HashMap<>();
    for (int i = 0; i < endpoints.all().size(); i++) {
      paths.putIfAbsent(endpoints.all().get(i).place(), endpoints.path(i));
    }
    ssh.ifPresent(s -> paths.putIfAbsent(s.ssh().place(), s.path()));
    forwards.forEach(f -> paths.putIfAbsent(f.forward().place(), f.path()));
    mail.ifPresent(m -> m.domains().forEach(d -> paths.putIfAbsent(d.place(), d.path())));
    zones.forEach(z -> paths.putIfAbsent(z.name().place(), z.name().path()));
    leases.forEach(l -> paths.putIfAbsent(l.service().place(), l.path()));
    nat64.ifPresent(n -> paths.putIfAbsent(n.address().place(), n.address().path()));
    return paths;
  }

  record SshDeclaration(SshAccess ssh, String path, Optional<Declared<ClientAddressMode>> mode) {}

  record ForwardDeclaration(
      Forward forward,
      String path,
      Optional<Declared<IpAddress>> address,
      Optional<Declared<ClientAddressMode>> mode) {}

  record MailDeclaration(
      List<Declared<MailDomain>> domains,
      List<Declared<Hostname>> sendAs,
      List<Declared<Mail.Primary>> primaries,
      List<Mail.Login> logins,
      Place place) {}

  record ZoneDeclaration(
      Declared<Hostname> name,
      List<Declared<Ipv6Address>> servers,
      boolean proxyProtocol,
      List<IpPrefix> transfersTo) {}

  record LeaseDeclaration(
      String path,
      Declared<LeasedService> service,
      Declared<Ipv4Address> address,
      Declared<Label> name,
      Optional<LocalDate> expires,
      Optional<Declared<Instant>> reclaimed) {

    Lease lease() {
      return new Lease(
          service.value(),
          address.value(),
          name.value(),
          expires,
          reclaimed.map(Declared::value),
          LeaseState.LENT,
          service.place());
    }
  }

  record ShareDeclaration(
      Declared<Ipv4Address> address, Optional<Declared<PortRange>> ports, OptionalInt sessions) {}
}
