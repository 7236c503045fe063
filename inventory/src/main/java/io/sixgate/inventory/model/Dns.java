package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.ServerAddress;
import java.util.List;
import java.util.Optional;

/**
 * What the gateways answer on port 53: customers' zones, the gateway's own, and hosts' questions.
 *
 * @param zoneServer the name server of the gateway's own zones ({@link Gateway#domain}, {@link
 *     LeasePool#domain}); empty: they are not answered here
 * @param nameServers under which names the world finds the gateway's own zones; empty: {@code ns.}
 *     and the gateway's domain
 * @param answersPerClient answers a second by UDP to one client before it is sent to TCP
 * @param cache what is kept of answers from customers' zones
 * @param resolver what hosts ask; empty: the gateway resolves for nobody
 */
public record Dns(
    Optional<ServerAddress> zoneServer,
    List<Hostname> nameServers,
    int answersPerClient,
    AnswerCache cache,
    Optional<Resolver> resolver) {
  /** For a gateway.yaml without {@code dns}. */
  public static final Dns STANDARD =
      new Dns(Optional.empty(), List.of(), 50, AnswerCache.STANDARD, Optional.empty());

  public Dns {
    nameServers = List.copyOf(nameServers);
  }
}
