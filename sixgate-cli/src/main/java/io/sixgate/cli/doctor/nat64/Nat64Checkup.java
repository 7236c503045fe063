package io.sixgate.cli.doctor.nat64;

import io.sixgate.cli.doctor.Finding;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.nat64.machine.Hindrance;
import io.sixgate.nat64.machine.PortClashes;
import io.sixgate.nat64.nft.TaygaDevice;
import io.sixgate.nat64.state.Nat64State;
import java.util.ArrayList;
import java.util.List;

/** Compares what NAT64 needs with what the gateway has. No I/O. */
public final class Nat64Checkup {
  private static final String AGENT = "look at sixgate status; start sixgate-nat64";

  private final Nat64 nat64;
  private final Nat64State state;
  private final Nat64Machine machine;
  private final boolean byJool;

  private Nat64Checkup(Nat64 nat64, Nat64State state, Nat64Machine machine) {
    this.nat64 = nat64;
    this.state = state;
    this.machine = machine;
    this.byJool = machine.backEnd() == Nat64BackEnd.JOOL;
  }

  /** The findings, in the order in which a packet meets what they are about. */
  public static List<Finding> of(Nat64 nat64, Nat64State state, Nat64Machine machine) {
    return new Nat64Checkup(nat64, state, machine).findings();
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(machine.unanswered());
    findings.addAll(forwarding());
    findings.add(table());
    if (byJool) {
      findings.addAll(JoolCheckup.of(machine));
    } else {
      findings.addAll(tayga());
    }
    findings.addAll(ports());
    findings.addAll(DeviceCheckup.of(machine));
    return findings;
  }

  private List<Finding> forwarding() {
    List<Hindrance> off = machine.forwarding().hindrances();
    return off.isEmpty()
        ? List.of(Finding.ok("forwarding", "IPv4 and IPv6 are passed on"))
        : off.stream().map(one -> Finding.wrong("forwarding", one.text(), one.remedy())).toList();
  }

  private Finding table() {
    return machine.table()
        ? Finding.ok("nftables", "table inet sixgate_nat64 is loaded")
        : Finding.wrong(
            "nftables",
            "there is no table inet sixgate_nat64: nobody's packets are told apart",
            AGENT);
  }

  private List<Finding> tayga() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        machine.taygaCarries()
            ? Finding.ok("TAYGA", "runs behind device " + TaygaDevice.NAME)
            : Finding.wrong(
                "TAYGA",
                "does not run: hosts do not reach IPv4",
                "systemctl start sixgate-tayga, if need be after sixgate-nat64"));
    String way = machine.way().orElse("none");
    findings.add(
        way.equals(TaygaDevice.NAME)
            ? Finding.ok("route", nat64.prefix() + " leads to TAYGA")
            : Finding.wrong(
                "route",
                nat64.prefix() + " does not lead to TAYGA, but to " + way,
                "systemctl restart sixgate-tayga; if another route covers the prefix, take it away"));
    JoolCheckup.couldBeUsed(machine).ifPresent(findings::add);
    return findings;
  }

  /** Jool cannot tell the machine's own connections from the hosts'; nftables before TAYGA can. */
  private List<Finding> ports() {
    List<Hindrance> clashes = PortClashes.of(nat64, state, machine.ports());
    if (clashes.isEmpty()) {
      return List.of(
          Finding.ok(
              "ports of the pool",
              "the machine itself, its programs and forwards use none of them"));
    }
    return clashes.stream()
        .map(
            clash ->
                byJool
                    ? Finding.wrong("ports of the pool", clash.text(), clash.remedy())
                    : Finding.advice(
                        "ports of the pool",
                        clash.text() + ": nat64 who names a customer for the machine's own",
                        clash.remedy()))
        .toList();
  }
}
