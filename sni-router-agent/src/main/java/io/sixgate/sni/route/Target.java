package io.sixgate.sni.route;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;

/** Where a host may be reached: one of its addresses, on one of its own ports. */
public record Target(HostId host, Ipv6Address address, Port port) {}
