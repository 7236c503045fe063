package io.sixgate.cli.doctor.nat64;

import io.sixgate.cli.doctor.Finding;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.nat64.jool.JoolInspection;
import io.sixgate.nat64.machine.Forwarding;
import io.sixgate.nat64.machine.OwnPorts;
import java.util.List;
import java.util.Optional;

/**
 * What this machine says of itself as a NAT64 gateway.
 *
 * @param backEnd jool or tayga
 * @param taygaCarries whether a process holds the other end of TAYGA's device
 * @param table whether our nftables table is loaded
 * @param way the device that packets for the prefix leave by; empty: none
 * @param jool what the command says; empty if Jool is not the one, nor installed
 * @param modules what the kernel has of it; empty if that cannot be seen
 * @param devices that lead to hosts and to the internet, and TAYGA's
 * @param unanswered what could not be asked, each with what to do
 */
public record Nat64Machine(
    Nat64BackEnd backEnd,
    boolean taygaCarries,
    boolean table,
    Optional<String> way,
    Forwarding forwarding,
    OwnPorts ports,
    Optional<JoolInspection> jool,
    Optional<JoolModules> modules,
    List<NetworkDevice> devices,
    List<Finding> unanswered) {
  public Nat64Machine {
    devices = List.copyOf(devices);
    unanswered = List.copyOf(unanswered);
  }
}
