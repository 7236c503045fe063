package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Ipv4Address;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A port of a lent IPv4 address that leads to the same port of the host.
 *
 * @param address out of {@link LeasePool#addresses()}
 * @param name below {@link LeasePool#domain()}
 * @param expires the last day on which it is served
 */
public record Lease(
    LeasedService service,
    Ipv4Address address,
    Label name,
    Optional<LocalDate> expires,
    Place place) {}
