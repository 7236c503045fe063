package io.sixgate.nat64.state;

import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;

/**
 * Where ports of the gateway lead.
 *
 * @param owner the host's number in the allotment
 * @param port of the first of them; the others follow one by one
 */
public record Target(int owner, Ipv6Address address, Port port) {}
