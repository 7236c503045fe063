package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import java.util.List;
import java.util.Optional;

/**
 * How the gateway is watched from outside, by SNMP and Prometheus. Secrets are not in here.
 *
 * @param listen where SNMP is answered; SNMPv2c only if that is loopback
 * @param users of SNMPv3
 * @param metrics where Prometheus fetches the metrics; always loopback
 * @param customersInMetrics for how many customers metrics have rows of their own
 * @param receivers who is told by a notification what begins and what is over
 * @param noticesPerMinute at most so many of them to each
 */
public record Snmp(
    ServerAddress listen,
    List<Label> users,
    ServerAddress metrics,
    int customersInMetrics,
    List<Receiver> receivers,
    int noticesPerMinute) {
  /**
   * Who is sent notifications.
   *
   * @param user of SNMPv3 in whose name; empty: by SNMPv2c
   */
  public record Receiver(ServerAddress address, Optional<Label> user) {
    @Override
    public String toString() {
      return address + " by " + user.map(name -> "SNMPv3 as " + name).orElse("SNMPv2c");
    }
  }

  /** What holds if gateway.yaml says nothing: both on loopback. */
  public static final Snmp STANDARD =
      new Snmp(onLoopback(16161), List.of(), onLoopback(9664), 1000, List.of(), 60);

  public Snmp {
    users = List.copyOf(users);
    receivers = List.copyOf(receivers);
  }

  private static ServerAddress onLoopback(int port) {
    return new ServerAddress(Ipv4Address.parse("127.0.0.1"), new Port(port));
  }
}
