package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv4Address;
import java.util.List;

/**
 * Spare IPv4 addresses that are lent port by port.
 *
 * @param domain below which every lease has its name
 */
public record LeasePool(List<Ipv4Address> addresses, Hostname domain) {
  public LeasePool {
    addresses = List.copyOf(addresses);
  }
}
