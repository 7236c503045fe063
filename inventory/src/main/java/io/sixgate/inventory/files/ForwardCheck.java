package io.sixgate.inventory.files;

import io.sixgate.inventory.files.HostDeclaration.ForwardDeclaration;
import io.sixgate.inventory.files.HostDeclaration.SshDeclaration;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.JumpHost;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.util.Optional;

/** Looks at ports of the gateway that lead to a host: SSH and forwards. */
final class ForwardCheck {
  private static final Port DNS = new Port(53);

  private final Gateway gateway;
  private final Label customer;
  private final PortOwners owners;
  private final ModeCheck modes;
  private final Complaints complaints;

  ForwardCheck(
      Gateway gateway, Label customer, PortOwners owners, ModeCheck modes, Complaints complaints) {
    this.gateway = gateway;
    this.customer = customer;
    this.owners = owners;
    this.modes = modes;
    this.complaints = complaints;
  }

  boolean isRight(SshDeclaration part) {
    Port port = part.ssh().port();
    boolean right =
        part.mode().map(mode -> modes.isPossible(part.ssh().clientAddress(), mode)).orElse(true);
    Place place = part.ssh().place();
    if (gateway.sshPorts().isPresent() && !gateway.sshPorts().get().contains(port)) {
      return complaints.wrong(
          place,
          part.path(),
          port.toString(),
          "it lies outside ssh-ports (" + gateway.sshPorts().get() + ") of gateway.yaml",
          "use a free one of those");
    }
    right &= isNotAnothers(PortRange.of(port), place, part.path());
    right &= isFreeOfServices(Protocol.TCP, PortRange.of(port), place, part.path());
    right &= isFreeOfNat64(Optional.empty(), PortRange.of(port), place, part.path());
    return right;
  }

  boolean isRight(ForwardDeclaration part) {
    Forward forward = part.forward();
    boolean right =
        part.mode().map(mode -> modes.isPossible(forward.clientAddress(), mode)).orElse(true);
    right &= part.mode().map(mode -> isPossibleForItsProgram(forward, mode)).orElse(true);
    if (part.address().isPresent() && !isGatewaysOrLent(part.address().get().value())) {
      right =
          complaints.wrong(
              part.address().get(),
              "it is no address of the gateway or of its lease-pool",
              "use one of them, or leave address out for all of the gateway's");
    }
    boolean lent =
        part.address().isPresent() && !gateway.addresses().contains(part.address().get().value());
    if (lent) {
      return right; // A lent address has neither services, SSH ports nor customers' own ports.
    }
    boolean tcp = forward.protocol() == Protocol.TCP;
    Optional<PortRange> ssh =
        gateway.sshPorts().filter(range -> tcp && range.overlaps(forward.ports()));
    if (ssh.isPresent()) {
      right =
          complaints.wrong(
              forward.place(),
              part.path(),
              forward.ports().toString(),
              "it overlaps ssh-ports (" + ssh.get() + "), which are for ssh: alone",
              "use other ports");
    }
    right &= isNotAnothers(forward.ports(), forward.place(), part.path());
    right &= isFreeOfServices(forward.protocol(), forward.ports(), forward.place(), part.path());
    right &= isFreeOfNat64(forward.gatewayAddress(), forward.ports(), forward.place(), part.path());
    return right;
  }

  /** What passes through the kernel keeps its bytes, and comes from inside the NAT64 prefix. */
  private boolean isPossibleForItsProgram(Forward forward, Declared<ClientAddressMode> mode) {
    return !forward.byKernel()
        || mode.value() == ClientAddressMode.EMBEDDED
        || complaints.wrong(
            mode,
            "the kernel does this forward, and it can only embed the client's address",
            "leave client-address out");
  }

  private boolean isNotAnothers(PortRange ports, Place place, String path) {
    Optional<Label> owner = owners.another(ports, customer);
    return owner.isEmpty()
        || complaints.wrong(
            place,
            path,
            ports.toString(),
            "it is listed in " + owner.get() + "/customer.yaml, for that customer alone",
            "use other ports");
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
        || complaints.wrong(
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
      return complaints.wrong(
          place,
          path,
          ports.toString(),
          "the gateway's jump host has TCP port " + jump.get(),
          "use another port");
    }
    if (ports.contains(DNS)) {
      return complaints.wrong(
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
        || complaints.wrong(
            place,
            path,
            ports.toString(),
            "the gateway serves " + taken.get() + " on TCP port " + taken.get().port(),
            "use another port");
  }
}
