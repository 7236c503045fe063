package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import java.util.List;

/**
 * How the gateway is watched from outside by SNMP. Secrets are not in here.
 *
 * @param listen where SNMP is answered; SNMPv2c only if that is loopback
 * @param users of SNMPv3
 */
public record Snmp(ServerAddress listen, List<Label> users) {
  /** What holds if gateway.yaml says nothing. */
  public static final Snmp STANDARD =
      new Snmp(new ServerAddress(Ipv4Address.parse("127.0.0.1"), new Port(16161)), List.of());

  public Snmp {
    users = List.copyOf(users);
  }
}
