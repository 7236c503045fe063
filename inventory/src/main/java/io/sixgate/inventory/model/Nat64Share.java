package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.PortRange;
import java.util.OptionalInt;

/**
 * The part of the NAT64 pool that is kept for one host: a whole address or a block of its ports (as
 * RFC 7422).
 *
 * @param address out of {@link Nat64#pool()}
 * @param ports inside {@link Nat64#ports()}; all of them for a whole address
 * @param sessions at most, at a time
 */
public record Nat64Share(Ipv4Address address, PortRange ports, OptionalInt sessions, Place place) {}
