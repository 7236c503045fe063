package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Ipv6Address;
import java.util.List;

/**
 * A DNS zone that the gateway answers from the customer's name servers.
 *
 * @param servers never empty; the host's own addresses unless the file names others
 * @param proxyProtocol whether the servers get the asker's address by PROXY v2
 * @param transfersTo who may ask for AXFR and IXFR; empty: nobody
 */
public record Zone(
    Hostname name,
    List<Ipv6Address> servers,
    boolean proxyProtocol,
    List<IpPrefix> transfersTo,
    Place place) {
  public Zone {
    servers = List.copyOf(servers);
    transfersTo = List.copyOf(transfersTo);
  }
}
