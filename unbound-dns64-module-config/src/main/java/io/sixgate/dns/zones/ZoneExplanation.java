package io.sixgate.dns.zones;

import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.ServerAddress;
import java.util.List;

/**
 * Where a question for a name goes. What does not apply is null or empty.
 *
 * @param name what was asked for
 * @param zone the closest zone around it; null if there is none, and the question is refused
 * @param place the inventory's line; null for a zone of the gateway's own
 * @param servers who is asked
 * @param proxyProtocol whether they are told the client
 * @param transfersTo who may have the whole zone
 * @param entry of the table, as it should be
 * @param live "same" if the file in which dnsdist looks has it, "none" if it has no zone there,
 *     else what it has
 */
public record ZoneExplanation(
    String name,
    String zone,
    Place place,
    List<ServerAddress> servers,
    boolean proxyProtocol,
    List<IpPrefix> transfersTo,
    String entry,
    String live) {
  public boolean isServed() {
    return zone != null && !servers.isEmpty() && "same".equals(live);
  }
}
