package io.sixgate.cli.setup;

import io.sixgate.cli.doctor.Finding;
import io.sixgate.cli.doctor.GatewayCheckup;
import io.sixgate.cli.doctor.OtherServers;
import io.sixgate.inventory.model.Gateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a setup would do. No I/O.
 *
 * @param gatewayYaml its text, if it is to be written
 * @param findings what is in the way, or was looked at and is well
 * @param enable units, in the order in which they are to start
 */
public record SetupPlan(
    Optional<String> gatewayYaml, List<Finding> findings, List<String> enable, Haproxy haproxy) {
  /** What becomes of HAProxy. */
  public enum Haproxy {
    /** It has Sixgate's folder already, or needs none. */
    LEAVE("will leave haproxy.service as it is"),
    /** Once; from then on it is reloaded only. */
    RESTART("will restart haproxy.service once, so that it reads Sixgate's folder"),
    /** It would not start with Sixgate's folder, after a boot neither. */
    APART(
        "will leave haproxy.service as it is, and keep it from reading Sixgate's folder when it is"
            + " started anew, as something is in the way");

    private final String text;

    Haproxy(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public SetupPlan {
    findings = List.copyOf(findings);
    enable = List.copyOf(enable);
  }

  /**
   * Compares what gateway.yaml asks for with the machine.
   *
   * @param text of gateway.yaml, if there is none yet
   * @param folder which HAProxy is to read, see docs/haproxy.md
   */
  public static SetupPlan of(
      Gateway gateway, Optional<String> text, Path folder, SetupMachine machine) {
    List<Finding> findings = new ArrayList<>();
    findings.add(GatewayCheckup.addresses(gateway, machine.addresses()));
    findings.addAll(uninstalled(gateway, machine.unitFiles()));
    findings.addAll(OtherServers.taken(gateway, machine.listeners()));
    List<Finding> inTheWay =
        machine.haproxyServes() ? List.of() : inTheWay(gateway, folder, machine);
    findings.addAll(inTheWay);
    return new SetupPlan(
        text, findings, Units.of(gateway, machine.unitFiles()), haproxy(machine, inTheWay));
  }

  private static Haproxy haproxy(SetupMachine machine, List<Finding> inTheWay) {
    if (!machine.unitFiles().contains("sixgate-sni-router.service") || machine.haproxyServes()) {
      return Haproxy.LEAVE;
    }
    return inTheWay.isEmpty() ? Haproxy.RESTART : Haproxy.APART;
  }

  /** Why HAProxy must not be restarted: it would not start, or not with Sixgate's folder. */
  private static List<Finding> inTheWay(Gateway gateway, Path folder, SetupMachine machine) {
    List<Finding> findings = new ArrayList<>(GatewayCheckup.taken(gateway, machine.listeners()));
    machine
        .haproxyOptions()
        .filter(options -> !List.of(options.split("\\s+")).contains(folder.toString()))
        .ifPresent(
            options ->
                findings.add(
                    Finding.wrong(
                        "HAProxy",
                        "EXTRAOPTS of /etc/default/haproxy is \"%s\" and goes before Sixgate's drop-in"
                            .formatted(options),
                        "write EXTRAOPTS=\"%s -f %s\" there; -S /run/haproxy-master.sock must be in it"
                            .formatted(options, folder))));
    return findings;
  }

  private static List<Finding> uninstalled(Gateway gateway, Set<String> unitFiles) {
    List<Finding> findings = new ArrayList<>();
    if (!unitFiles.contains("sixgate-sni-router.service")) {
      findings.add(
          Finding.advice(
              "packages", "web and TLS are not served: no sixgate-haproxy", install("haproxy")));
    }
    gateway
        .nat64()
        .ifPresent(nat64 -> findings.addAll(without(unitFiles, "nat64", "nat64", "nat64")));
    gateway
        .mail()
        .ifPresent(
            mail -> findings.addAll(without(unitFiles, "mail", "mail-relay", "james-relay")));
    gateway
        .jump()
        .ifPresent(jump -> findings.addAll(without(unitFiles, "jump", "ssh-jump", "forwards")));
    gateway
        .dns()
        .resolver()
        .ifPresent(dns -> findings.addAll(without(unitFiles, "dns.resolver", "dns64", "dns")));
    return findings;
  }

  private static List<Finding> without(
      Set<String> unitFiles, String setting, String unit, String name) {
    return unitFiles.contains("sixgate-" + unit + ".service")
        ? List.of()
        : List.of(
            Finding.wrong(
                "packages",
                "gateway.yaml has %s, but sixgate-%s is not installed".formatted(setting, name),
                install(name)));
  }

  private static String install(String name) {
    return "apt install sixgate-" + name;
  }
}
