package io.sixgate.cli.doctor.nat64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.kernel.Sysctl;
import io.sixgate.cli.doctor.Finding;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.nat64.agent.BackEndChoice;
import io.sixgate.nat64.agent.Nat64Settings;
import io.sixgate.nat64.jool.JoolInspection;
import io.sixgate.nat64.machine.Forwarding;
import io.sixgate.nat64.machine.OwnPorts;
import io.sixgate.nat64.nft.TaygaDevice;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks kernel, nftables, Jool and the devices. */
public final class Nat64Reading {
  private static final Path PROC = Path.of("/proc");
  private static final Path SYS = Path.of("/sys");
  private static final Path MODULES = Path.of("/lib/modules");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The ways to so many hosts are looked at. */
  private static final int HOSTS = 20;

  private final CommandRunner runner = CommandRunner.standard();
  private final Nat64Settings settings;
  private final List<Finding> unanswered = new ArrayList<>();

  private Nat64Reading(Nat64Settings settings) {
    this.settings = settings;
  }

  /**
   * The machine as it is.
   *
   * @param prefix of NAT64
   * @param hosts their addresses
   */
  public static Nat64Machine of(
      Nat64Settings settings, Nat64BackEnd backEnd, Ipv6Prefix prefix, Set<Ipv6Address> hosts)
      throws IOException, InterruptedException {
    return new Nat64Reading(settings).read(backEnd, prefix, hosts);
  }

  private Nat64Machine read(Nat64BackEnd backEnd, Ipv6Prefix prefix, Set<Ipv6Address> hosts)
      throws IOException, InterruptedException {
    boolean withJool = backEnd == Nat64BackEnd.JOOL || Files.isExecutable(Path.of(settings.jool()));
    return new Nat64Machine(
        backEnd,
        carrier(),
        table(),
        way(prefix.address()),
        Forwarding.read(PROC),
        OwnPorts.read(PROC),
        withJool ? Optional.of(JoolInspection.of(settings.jool())) : Optional.empty(),
        withJool ? modules() : Optional.empty(),
        devices(hosts),
        unanswered);
  }

  private static boolean carrier() {
    try {
      Path file = SYS.resolve("class/net").resolve(TaygaDevice.NAME).resolve("carrier");
      return Files.readString(file).strip().equals("1");
    } catch (IOException noDevice) {
      return false;
    }
  }

  private boolean table() throws InterruptedException {
    try {
      return runner
              .run(Command.of(settings.nft(), "-t", "list", "table", "inet", "sixgate_nat64"))
              .status()
          == 0;
    } catch (IOException e) {
      unanswered.add(Finding.wrong("nftables", e.getMessage(), "apt install nftables"));
      return false;
    }
  }

  /**
   * {@code ip -json route get}: {@code [{"dst":"2001:db8:64:64::","dev":"nat64",…}]}; status 2 if
   * there is no route.
   */
  private Optional<String> way(IpAddress address) throws IOException, InterruptedException {
    String answer =
        runner.run(Command.of("ip", "-json", "route", "get", address.toString())).output();
    JsonNode routes = JSON.readTree(answer.isBlank() ? "[]" : answer);
    return Optional.ofNullable(routes.path(0).path("dev").textValue());
  }

  private List<NetworkDevice> devices(Set<Ipv6Address> hosts)
      throws IOException, InterruptedException {
    Set<String> toHosts = new LinkedHashSet<>();
    for (Ipv6Address host : hosts.stream().limit(HOSTS).toList()) {
      way(host).ifPresent(toHosts::add);
    }
    Set<String> toInternet = new LinkedHashSet<>();
    JsonNode defaults =
        JSON.readTree(
            runner.run(Command.of("ip", "-4", "-json", "route", "show", "default")).orThrow());
    defaults.forEach(route -> toInternet.add(route.path("dev").asText()));
    Set<String> all = new LinkedHashSet<>(toHosts);
    all.addAll(toInternet);
    all.add(TaygaDevice.NAME);
    List<NetworkDevice> devices = new ArrayList<>();
    for (String name : all) {
      Path mtu = SYS.resolve("class/net").resolve(name).resolve("mtu");
      if (!name.equals("lo") && Files.isReadable(mtu)) {
        devices.add(
            new NetworkDevice(
                name,
                Integer.parseInt(Files.readString(mtu).strip()),
                name.equals(TaygaDevice.NAME) ? Optional.empty() : joining(name),
                toHosts.contains(name),
                toInternet.contains(name)));
      }
    }
    return devices;
  }

  private Optional<NetworkDevice.Joining> joining(String device) throws InterruptedException {
    try {
      return Optional.of(
          NetworkDevice.Joining.parse(runner.run(Command.of("ethtool", "-k", device)).orThrow()));
    } catch (IOException e) {
      if (unanswered.stream().noneMatch(finding -> finding.subject().equals("offloads"))) {
        unanswered.add(
            Finding.advice("offloads", "not seen: " + e.getMessage(), "apt install ethtool"));
      }
      return Optional.empty();
    }
  }

  private Optional<JoolModules> modules() throws IOException, InterruptedException {
    Path version = BackEndChoice.MODULE.resolve("version");
    Optional<String> loaded =
        Files.isReadable(version)
            ? Optional.of(Files.readString(version).strip())
            : Optional.empty();
    SortedMap<String, Optional<String>> built = new TreeMap<>();
    try {
      for (String kernel : kernels()) {
        String text =
            runner.run(Command.of("modinfo", "-k", kernel, "-F", "version", "jool")).output();
        built.put(kernel, Optional.of(text.strip()).filter(found -> !found.isEmpty()));
      }
    } catch (IOException e) {
      unanswered.add(Finding.advice("kernels", "not seen: " + e.getMessage(), "apt install kmod"));
      return Optional.empty();
    }
    return Optional.of(new JoolModules(Sysctl.read(PROC, "kernel.osrelease"), loaded, built));
  }

  /** Those with modules: what a removed kernel leaves behind has no list of them. */
  private static List<String> kernels() throws IOException {
    List<String> kernels = new ArrayList<>();
    if (Files.isDirectory(MODULES)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(MODULES)) {
        for (Path folder : folders) {
          if (Files.exists(folder.resolve("modules.order"))) {
            kernels.add(folder.getFileName().toString());
          }
        }
      }
    }
    return kernels;
  }
}
