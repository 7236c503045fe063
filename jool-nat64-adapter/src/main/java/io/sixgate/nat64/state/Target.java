package io.sixgate.nat64.state;

import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;

/**
 * Where a port of the gateway leads.
 *
 * @param owner the host's number in the allotment
 */
public record Target(int owner, Ipv6Address address, Port port) {}
