package io.sixgate.cli.doctor.nat64;

import io.sixgate.cli.doctor.Finding;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.nat64.nft.TaygaDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the network devices do to packets that get longer or shorter by 20 bytes. No I/O. */
final class DeviceCheckup {
  /** What each IPv6 link carries (RFC 8200, section 5). */
  private static final int SMALLEST = 1280;

  /** The IPv6 header is longer by so much (RFC 7915). */
  private static final int LONGER = 20;

  private DeviceCheckup() {}

  static List<Finding> of(Nat64Machine machine) {
    List<Finding> findings = new ArrayList<>();
    sizes(machine).ifPresent(findings::add);
    joining(machine).ifPresent(findings::add);
    return findings;
  }

  private static Optional<Finding> sizes(Nat64Machine machine) {
    OptionalInt hosts = smallest(machine, NetworkDevice::toHosts);
    OptionalInt internet = smallest(machine, NetworkDevice::toInternet);
    if (hosts.isEmpty() || internet.isEmpty()) {
      return Optional.empty();
    }
    String text =
        "%d bytes to hosts, %d to the internet".formatted(hosts.getAsInt(), internet.getAsInt());
    if (hosts.getAsInt() < SMALLEST) {
      return Optional.of(
          Finding.wrong(
              "MTU",
              text + ": IPv6 needs %d".formatted(SMALLEST),
              "ip link set DEVICE mtu 1500, where the link can"));
    }
    OptionalInt tayga = smallest(machine, device -> device.name().equals(TaygaDevice.NAME));
    if (tayga.isPresent() && tayga.getAsInt() < hosts.getAsInt()) {
      return Optional.of(
          Finding.advice(
              "MTU",
              "%s, only %d by TAYGA's device".formatted(text, tayga.getAsInt()),
              "ip link set %s mtu %d".formatted(TaygaDevice.NAME, hosts.getAsInt())));
    }
    if (hosts.getAsInt() < internet.getAsInt()) {
      return Optional.of(
          Finding.advice(
              "MTU",
              text + ": a tunnel, so hosts depend on ICMP \"packet too big\"",
              "let ICMPv6 type 2 and ICMP type 3 code 4 through every firewall on the way"));
    }
    return Optional.of(
        Finding.ok(
            "MTU",
            hosts.getAsInt() >= internet.getAsInt() + LONGER
                ? text + ": everything fits"
                : text + ": TCP is made to fit by the table, longer UDP goes in parts"));
  }

  private static OptionalInt smallest(Nat64Machine machine, Predicate<NetworkDevice> which) {
    return machine.devices().stream().filter(which).mapToInt(NetworkDevice::mtu).min();
  }

  /** A joined packet is longer than what the other side takes (Jool's issues 331 and 375). */
  private static Optional<Finding> joining(Nat64Machine machine) {
    List<NetworkDevice> known =
        machine.devices().stream().filter(device -> device.joining().isPresent()).toList();
    if (known.isEmpty() || machine.backEnd() != Nat64BackEnd.JOOL) {
      return known.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Finding.ok("offloads", "GRO and LRO do no harm: the kernel parts packets for TAYGA"));
    }
    List<NetworkDevice> joiners =
        known.stream().filter(device -> device.joining().get().any()).toList();
    return Optional.of(
        joiners.isEmpty()
            ? Finding.ok("offloads", "no device joins packets (GRO, LRO)")
            : Finding.advice(
                "offloads",
                joiners.stream().map(NetworkDevice::name).collect(Collectors.joining(", "))
                    + ": packets that arrive are joined (GRO, LRO), which Jool may not part again:"
                    + " slow transfers",
                joiners.stream()
                    .map(
                        device ->
                            "ethtool -K %s %s"
                                .formatted(device.name(), device.joining().get().off()))
                    .collect(Collectors.joining("; "))));
  }
}
