package io.sixgate.cli.doctor.nat64;

import io.sixgate.cli.doctor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Jool needs of command, module and kernels. No I/O. */
final class JoolCheckup {
  private static final String BUILD = "apt install linux-headers-%s; dkms autoinstall -k %1$s";

  /** So many entries are named. */
  private static final int NAMED = 4;

  private JoolCheckup() {}

  static List<Finding> of(Nat64Machine machine) {
    List<Finding> findings = new ArrayList<>();
    machine
        .jool()
        .ifPresent(
            jool -> {
              findings.add(
                  jool.present()
                      ? Finding.ok("instance", "sixgate is in the kernel")
                      : Finding.wrong(
                          "instance",
                          jool.failures().isEmpty()
                              ? "there is no instance sixgate: hosts do not reach IPv4"
                              : String.join("; ", jool.failures()),
                          "systemctl start sixgate-jool; look at sixgate status"));
              entries(jool.strays()).ifPresent(findings::add);
            });
    machine.modules().ifPresent(modules -> findings.addAll(modules(machine, modules)));
    return findings;
  }

  private static Optional<Finding> entries(List<String> strays) {
    return strays.isEmpty()
        ? Optional.of(Finding.ok("entries", "all static entries are inside pool4"))
        : Optional.of(
            Finding.wrong(
                "entries",
                "%d static entries are outside pool4, so nothing reaches them: %s"
                    .formatted(
                        strays.size(),
                        strays.stream().limit(NAMED).collect(Collectors.joining(", "))),
                "systemctl reload sixgate-nat64; those of others: jool -i sixgate bib remove"));
  }

  private static List<Finding> modules(Nat64Machine machine, JoolModules modules) {
    List<Finding> findings = new ArrayList<>();
    findings.add(version(machine, modules));
    List<String> without =
        modules.built().entrySet().stream()
            .filter(kernel -> kernel.getValue().isEmpty())
            .map(kernel -> kernel.getKey())
            .toList();
    for (String kernel : without) {
      findings.add(
          Finding.wrong(
              "kernels",
              kernel
                  + " is installed and has no module jool: started by it, the gateway has no NAT64",
              BUILD.formatted(kernel)));
    }
    if (without.isEmpty()) {
      findings.add(
          Finding.ok(
              "kernels", "the module is there for " + String.join(", ", modules.built().keySet())));
    }
    return findings;
  }

  private static Finding version(Nat64Machine machine, JoolModules modules) {
    Optional<String> command = machine.jool().flatMap(jool -> jool.version());
    String text =
        "the module is %s, the command %s"
            .formatted(modules.loaded().orElse("not loaded"), command.orElse("not there"));
    if (modules.loaded().isEmpty()) {
      return Finding.wrong("versions", text, "modprobe jool; systemctl start sixgate-jool");
    }
    return modules.loaded().equals(command)
        ? Finding.ok("versions", text)
        : Finding.wrong(
            "versions",
            text + ": each refuses the other",
            "apt install jool-dkms jool-tools of the same version; then, with a break of all sessions:"
                + " systemctl stop sixgate-jool; modprobe -r jool; systemctl start sixgate-jool");
  }

  /** A gateway that has the command and falls back to TAYGA for want of a module. */
  static Optional<Finding> couldBeUsed(Nat64Machine machine) {
    return machine
        .jool()
        .filter(jool -> jool.version().isPresent())
        .flatMap(jool -> machine.modules())
        .filter(modules -> modules.loaded().isEmpty())
        .filter(
            modules -> modules.built().getOrDefault(modules.running(), Optional.empty()).isEmpty())
        .map(
            modules ->
                Finding.advice(
                    "kernels",
                    "jool-tools is installed, and the running kernel, %s, has no module: TAYGA does it, slower"
                        .formatted(modules.running()),
                    BUILD.formatted(modules.running())));
  }
}
