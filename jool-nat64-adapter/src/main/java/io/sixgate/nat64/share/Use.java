package io.sixgate.nat64.share;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.nat64.share.History.Period;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who used an address and port of the pool at a time, by the history alone (RFC 7422).
 *
 * @param holder whose it was; empty if nobody's
 * @param hosts those who used the holder's block, by name; one if the block is a host's own
 * @param before whose it was last before that: sessions that began then may have gone on
 */
public record Use(Optional<Period> holder, List<Owner> hosts, Optional<Period> before) {
  public Use {
    hosts = List.copyOf(hosts);
  }

  /**
   * Looks it up.
   *
   * @throws IOException if the history cannot be read
   */
  public static Use of(History history, Ipv4Address address, Port port, Instant time)
      throws IOException {
    List<Period> all = history.periods();
    List<Period> ofPort =
        all.stream()
            .filter(p -> p.grant().block().filter(b -> b.contains(address, port)).isPresent())
            .toList();
    Optional<Period> holder = ofPort.stream().filter(period -> period.covers(time)).findFirst();
    Optional<Period> before =
        ofPort.stream()
            .filter(period -> period.until().filter(end -> !end.isAfter(time)).isPresent())
            .max(Comparator.comparing(period -> period.until().orElseThrow()));
    List<Owner> hosts =
        holder.stream().flatMap(period -> users(period.grant().owner(), all, time)).toList();
    return new Use(holder, hosts, before);
  }

  /**
   * The owner itself if it is a host, else the customer's hosts that have no block of their own.
   */
  private static Stream<Owner> users(Owner owner, List<Period> all, Instant time) {
    return all.stream()
        .filter(period -> period.covers(time))
        .map(Period::grant)
        .filter(
            grant ->
                owner.host().isPresent()
                    ? grant.owner().equals(owner)
                    : grant.owner().customer().equals(owner.customer())
                        && grant.owner().host().isPresent()
                        && grant.block().isEmpty())
        .map(Grant::owner)
        .distinct()
        .sorted();
  }
}
