package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Ipv4Address;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A port of a lent IPv4 address that leads to the same port of the host.
 *
 * @param address out of {@link LeasePool#addresses()}
 * @param name below {@link LeasePool#domain()}
 * @param expires the last day on which it is served, in UTC
 * @param reclaimed from when on its name leads to the gateway's own addresses
 * @param state at the moment of the snapshot
 */
public record Lease(
    LeasedService service,
    Ipv4Address address,
    Label name,
    Optional<LocalDate> expires,
    Optional<Instant> reclaimed,
    LeaseState state,
    Place place) {

  /** A lease that is in force. */
  public Lease(
      LeasedService service,
      Ipv4Address address,
      Label name,
      Optional<LocalDate> expires,
      Place place) {
    this(service, address, name, expires, Optional.empty(), LeaseState.LENT, place);
  }

  /**
   * How far it is at a time.
   *
   * @param handover how long the address leads on to the host after the name has moved
   */
  public Lease at(Instant now, Duration handover) {
    return new Lease(service, address, name, expires, reclaimed, state(now, handover), place);
  }

  private LeaseState state(Instant now, Duration handover) {
    if (end().filter(end -> !now.isBefore(end)).isPresent()) {
      return LeaseState.EXPIRED;
    }
    if (reclaimed.filter(from -> !now.isBefore(from)).isEmpty()) {
      return LeaseState.LENT;
    }
    return now.isBefore(reclaimed.get().plus(handover)) ? LeaseState.MOVING : LeaseState.RECLAIMED;
  }

  private Optional<Instant> end() {
    return expires.map(last -> last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** When its state is next another one, if nobody writes anything. */
  public Optional<Instant> nextChange(Instant now, Duration handover) {
    return Stream.of(end(), reclaimed, reclaimed.map(from -> from.plus(handover)))
        .flatMap(Optional::stream)
        .filter(now::isBefore)
        .sorted()
        .findFirst();
  }
}
