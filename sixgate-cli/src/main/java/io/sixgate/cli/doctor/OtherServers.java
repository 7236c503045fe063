package io.sixgate.cli.doctor;

import io.sixgate.cli.doctor.GatewayState.Socket;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.util.ArrayList;
import java.util.List;

/** Ports that gateway.yaml gives to servers beside HAProxy. No I/O. */
public final class OtherServers {
  private static final Port DNS = new Port(53);

  private OtherServers() {}

  /**
   * A port that a server is to have.
   *
   * @param program by which that server is known, as {@code ps} prints it
   * @param setting of gateway.yaml by which it can be given another
   */
  private record Wanted(
      String server, IpAddress address, Port port, String program, String setting) {
    boolean isHadBy(Socket socket) {
      return socket.owner().startsWith(program + " ");
    }
  }

  /**
   * A finding for each that another program has. One on which nobody listens is none: its server
   * need not run on this machine.
   */
  public static List<Finding> taken(Gateway gateway, List<Socket> listeners) {
    List<Finding> findings = new ArrayList<>();
    for (Wanted wanted : wanted(gateway)) {
      List<Socket> there =
          listeners.stream()
              .filter(socket -> socket.takes(wanted.address(), wanted.port()))
              .toList();
      if (!there.isEmpty() && there.stream().noneMatch(wanted::isHadBy)) {
        findings.add(
            Finding.wrong(
                "ports",
                "%s, TCP port %s of %s: taken by %s"
                    .formatted(
                        wanted.server(), wanted.port(), wanted.address(), there.get(0).owner()),
                "end it, or change %s in gateway.yaml".formatted(wanted.setting())));
      }
    }
    return findings;
  }

  private static List<Wanted> wanted(Gateway gateway) {
    List<Wanted> wanted = new ArrayList<>();
    gateway.mail().stream()
        .flatMap(mail -> mail.sockets().stream())
        .forEach(
            socket ->
                wanted.add(new Wanted("mail", socket.address(), socket.port(), "java", "mail:")));
    gateway.dns().resolver().stream()
        .flatMap(resolver -> resolver.addresses().stream())
        .forEach(
            address ->
                wanted.add(
                    new Wanted("resolver", address, DNS, "dnsdist", "dns.resolver.addresses")));
    gateway
        .jump()
        .ifPresent(
            jump ->
                gateway
                    .addresses()
                    .forEach(
                        address ->
                            wanted.add(
                                new Wanted(
                                    "jump host", address, jump.port(), "sshd", "jump.port"))));
    return wanted;
  }
}
