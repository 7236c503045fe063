package io.sixgate.inventory.files;

import io.sixgate.inventory.model.LeasePool;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.net.WrongValueException;
import java.util.List;
import java.util.Optional;

/**
 * What addresses of the NAT64 pool must not meet. What comes back through NAT64 is told from what
 * comes to the gateway by address and port: where both have the same, connections to the gateway go
 * astray without a word (Jool's issue 437).
 *
 * @param listening TCP ports of the gateway's addresses
 */
record Nat64Surroundings(
    List<IpAddress> addresses, Optional<LeasePool> leasePool, List<PortRange> listening) {
  Ipv4Address poolAddress(String text, PortRange ports) {
    Ipv4Address address = Ipv4Address.parse(text);
    if (leasePool.stream().anyMatch(pool -> pool.addresses().contains(address))) {
      throw new WrongValueException(
          "it is in the lease-pool, too", "leave it out of one of the two");
    }
    Optional<PortRange> taken = listening.stream().filter(ports::overlaps).findFirst();
    if (addresses.contains(address) && taken.isPresent()) {
      throw new WrongValueException(
          "it is one of addresses, and the gateway listens there on TCP "
              + taken.get()
              + ", which is inside the ports of nat64 ("
              + ports
              + ")",
          "use another address, or other ports for nat64");
    }
    return address;
  }
}
