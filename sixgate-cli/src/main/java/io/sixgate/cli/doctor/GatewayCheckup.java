package io.sixgate.cli.doctor;

import io.sixgate.cli.doctor.GatewayState.Socket;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what gateway.yaml needs with what the machine has. No I/O. */
public final class GatewayCheckup {
  /** What an agent needs beside one watch for each customer's folder. */
  private static final int OTHER_WATCHES = 100;

  private GatewayCheckup() {}

  /**
   * The findings, in the order in which a connection meets what they are about.
   *
   * @param customers how many folders are watched
   */
  public static List<Finding> of(Gateway gateway, int customers, GatewayState state) {
    List<Finding> findings = new ArrayList<>();
    findings.add(addresses(gateway, state.addresses()));
    findings.addAll(state.unanswered());
    state.haproxy().ifPresent(haproxy -> findings.add(files(gateway, haproxy)));
    findings.addAll(ports(gateway, state));
    findings.addAll(OtherServers.taken(gateway, state.listeners()));
    gateway.embeddedPrefix().ifPresent(prefix -> findings.addAll(embedded(prefix, state)));
    findings.add(watches(customers, state));
    return findings;
  }

  /**
   * Whether this machine has the gateway's addresses.
   *
   * @param present on its interfaces
   */
  public static Finding addresses(Gateway gateway, Set<IpAddress> present) {
    List<IpAddress> missing =
        gateway.addresses().stream().filter(address -> !present.contains(address)).toList();
    if (missing.isEmpty()) {
      return Finding.ok(
          "addresses", listed(gateway.addresses()) + ": on an interface of this machine");
    }
    return Finding.wrong(
        "addresses",
        listed(missing) + ": on no interface of this machine, so HAProxy cannot listen there",
        missing.stream()
            .map(
                address ->
                    "ip address add %s/%d dev INTERFACE"
                        .formatted(address, address instanceof Ipv4Address ? 32 : 128))
            .collect(Collectors.joining("; ")));
  }

  /**
   * Before HAProxy is started with our files: a finding for each port that somebody has, be it a
   * frontend of the operator's own.
   */
  public static List<Finding> taken(Gateway gateway, List<Socket> listeners) {
    List<Finding> findings = new ArrayList<>();
    for (Service service : gateway.services()) {
      for (IpAddress address : gateway.addresses()) {
        socketOn(address, service, listeners)
            .ifPresent(
                socket ->
                    findings.add(
                        taken(
                            service,
                            address,
                            socket.haproxys()
                                ? "a frontend of your own HAProxy"
                                : socket.owner())));
      }
    }
    return findings;
  }

  private static String listed(List<IpAddress> addresses) {
    return addresses.stream().map(IpAddress::toString).collect(Collectors.joining(", "));
  }

  private static Finding files(Gateway gateway, HaproxyProcess haproxy) {
    String text =
        "maxconn %d needs %d file descriptors; HAProxy may have %d"
            .formatted(haproxy.maxconn(), haproxy.neededFiles(), haproxy.openFiles());
    if (haproxy.openFiles() < haproxy.neededFiles()) {
      return Finding.wrong(
          "file descriptors",
          text,
          "set LimitNOFILE=%d in a drop-in of haproxy.service".formatted(haproxy.neededFiles()));
    }
    int client = gateway.limits().connectionsPerClient();
    if (haproxy.maxconn() <= client) {
      return Finding.advice(
          "file descriptors",
          text + "; limits.connections-per-client is " + client + ": one client can take them all",
          "raise maxconn in your haproxy.cfg, or lower limits.connections-per-client in gateway.yaml");
    }
    return Finding.ok("file descriptors", text);
  }

  private static List<Finding> ports(Gateway gateway, GatewayState state) {
    List<Finding> findings = new ArrayList<>();
    int fine = 0;
    for (Service service : gateway.services()) {
      for (IpAddress address : gateway.addresses()) {
        Optional<Socket> socket = socketOn(address, service, state.listeners());
        if (socket.filter(Socket::haproxys).isPresent()) {
          fine++;
        } else if (state.addresses().contains(address)) {
          findings.add(missing(service, address, socket));
        }
      }
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok("ports", "HAProxy listens on all %d".formatted(fine)));
    }
    return findings;
  }

  /** HAProxy's, if several processes share the port, as during a reload. */
  private static Optional<Socket> socketOn(
      IpAddress address, Service service, List<Socket> listeners) {
    List<Socket> there =
        listeners.stream().filter(socket -> socket.takes(address, service.port())).toList();
    return there.stream().filter(Socket::haproxys).findFirst().or(() -> there.stream().findFirst());
  }

  private static Finding missing(Service service, IpAddress address, Optional<Socket> socket) {
    return socket
        .map(other -> taken(service, address, other.owner()))
        .orElseGet(
            () ->
                Finding.wrong(
                    "ports",
                    port(service, address) + ": nobody listens",
                    "look at sixgate status; start HAProxy with -f /var/lib/sixgate/haproxy"));
  }

  private static Finding taken(Service service, IpAddress address, String owner) {
    return Finding.wrong(
        "ports",
        port(service, address) + ": taken by " + owner,
        "end it, or take the port out of gateway.yaml");
  }

  private static String port(Service service, IpAddress address) {
    return "%s, TCP port %s of %s".formatted(service.name(), service.port(), address);
  }

  private static List<Finding> embedded(Ipv6Prefix prefix, GatewayState state) {
    List<Finding> findings = new ArrayList<>();
    String remedy =
        "sixgate gateway route; at each boot by itself: systemctl enable --now sixgate-embedded-route.service";
    findings.add(
        state.route().leadsHere(prefix)
            ? Finding.ok("embedded route", prefix + " ends on this machine")
            : Finding.wrong(
                "embedded route",
                prefix + " does not end on this machine: what hosts answer does not arrive",
                remedy));
    findings.add(
        state.route().nonlocalBind()
            ? Finding.ok("embedded sysctl", "net.ipv6.ip_nonlocal_bind is 1")
            : Finding.wrong(
                "embedded sysctl",
                "net.ipv6.ip_nonlocal_bind is 0: HAProxy may not connect from clients' addresses",
                remedy));
    state
        .haproxy()
        .ifPresent(
            haproxy ->
                findings.add(
                    haproxy.mayBindForeignAddresses()
                        ? Finding.ok("embedded right", "HAProxy may bind clients' addresses")
                        : Finding.wrong(
                            "embedded right",
                            "HAProxy %s (process %d, user %d) has neither CAP_NET_ADMIN nor CAP_NET_RAW"
                                .formatted(haproxy.version(), haproxy.pid(), haproxy.user()),
                            "see docs/haproxy.md, \"Client address mode embedded\"")));
    return findings;
  }

  private static Finding watches(int customers, GatewayState state) {
    int needed = customers + OTHER_WATCHES;
    String text =
        "fs.inotify.max_user_watches is %d, %d are wanted by each agent"
            .formatted(state.watches(), needed);
    return state.watches() >= needed
        ? Finding.ok("inotify", text)
        : Finding.advice(
            "inotify",
            text + ": agents look at every file each 2 s instead",
            "sysctl -w fs.inotify.max_user_watches=%d, and in /etc/sysctl.d"
                .formatted(Math.max(2 * needed, 65536)));
  }
}
