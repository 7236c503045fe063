package io.sixgate.cli;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostNames;
import io.sixgate.inventory.model.JumpHost;
import io.sixgate.inventory.model.SshAccess;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ways to a host by SSH.
 *
 * @param name the DNS name by which clients find its port, if the gateway has a domain
 * @param port by its port on the gateway
 * @param jump through the jump host; the host is named by its address, because the jump host must
 *     find it and a client's own names mean nothing there
 */
record SshWays(Optional<String> name, Optional<SshWay> port, Optional<SshWay> jump, SshWay ipv6) {
  private static final Port SSH = new Port(22);

  /**
   * Pure.
   *
   * @param user on the host; empty: none is named
   */
  static SshWays of(Gateway gateway, Host host, String user) {
    // Names work where the gateway's zones are answered; addresses always do.
    Optional<HostNames> names =
        gateway.dns().zoneServer().flatMap(server -> HostNames.of(gateway, host.id()));
    String sshName = names.map(HostNames::ssh).map(Hostname::text).orElse(ownAddress(gateway));
    String alias = host.id().host() + "." + host.id().customer();
    // One entry in known_hosts, whichever way leads there.
    List<String> common = new ArrayList<>(List.of("HostKeyAlias " + alias));
    if (!user.isEmpty()) {
      common.add("User " + user);
    }
    String who = user.isEmpty() ? "" : user + "@";
    Port hostPort = host.ssh().map(SshAccess::hostPort).orElse(SSH);
    Ipv6Address address = host.addresses().get(0);
    Optional<SshWay> port =
        host.ssh()
            .map(
                ssh ->
                    new SshWay(
                        "ssh -p " + ssh.port() + " " + who + sshName,
                        stanza(alias, sshName, ssh.port(), common)));
    Optional<SshWay> jump =
        gateway
            .jump()
            .filter(jumpHost -> host.ssh().filter(ssh -> !ssh.keys().isEmpty()).isPresent())
            .map(
                jumpHost -> {
                  String through = JumpHost.USER + "@" + jumpName(gateway) + ":" + jumpHost.port();
                  List<String> more = new ArrayList<>(common);
                  more.add("ProxyJump " + through);
                  return new SshWay(
                      "ssh -J " + through + portOption(hostPort) + " " + who + address,
                      stanza(alias + "-jump", address.toString(), hostPort, more));
                });
    String direct = names.map(HostNames::name).map(Hostname::text).orElse(address.toString());
    SshWay ipv6 =
        new SshWay(
            "ssh" + portOption(hostPort) + " " + who + direct,
            stanza(alias + "-ipv6", direct, hostPort, common));
    return new SshWays(names.map(HostNames::ssh).map(Hostname::text), port, jump, ipv6);
  }

  private static String portOption(Port port) {
    return port.equals(SSH) ? "" : " -p " + port;
  }

  private static String jumpName(Gateway gateway) {
    return gateway
        .dns()
        .zoneServer()
        .flatMap(server -> gateway.domain())
        .map(Hostname::text)
        .orElseGet(() -> bracketed(ownAddress(gateway)));
  }

  private static String bracketed(String address) {
    return address.indexOf(':') < 0 ? address : "[" + address + "]";
  }

  /** An IPv4 address, for those who need the gateway; else its first. */
  private static String ownAddress(Gateway gateway) {
    return gateway.addresses().stream().sorted().findFirst().orElseThrow().toString();
  }

  private static String stanza(String alias, String name, Port port, List<String> more) {
    StringBuilder stanza = new StringBuilder("Host " + alias + "\n");
    stanza.append("    HostName ").append(name).append('\n');
    stanza.append("    Port ").append(port).append('\n');
    more.forEach(line -> stanza.append("    ").append(line).append('\n'));
    return stanza.toString();
  }
}
