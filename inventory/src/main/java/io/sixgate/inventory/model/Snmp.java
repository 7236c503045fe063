package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import java.util.List;

/**
 * How the gateway is watched from outside, by SNMP and Prometheus. Secrets are not in here.
 *
 * @param listen where SNMP is answered; SNMPv2c only if that is loopback
 * @param users of SNMPv3
 * @param metrics where Prometheus fetches the metrics; always loopback
 * @param customersInMetrics for how many customers metrics have rows of their own
 */
public record Snmp(
    ServerAddress listen, List<Label> users, ServerAddress metrics, int customersInMetrics) {
  /** What holds if gateway.yaml says nothing: both on loopback. */
  public static final Snmp STANDARD =
      new Snmp(onLoopback(16161), List.of(), onLoopback(9664), 1000);

  public Snmp {
    users = List.copyOf(users);
  }

  private static ServerAddress onLoopback(int port) {
    return new ServerAddress(Ipv4Address.parse("127.0.0.1"), new Port(port));
  }
}
