package io.sixgate.inventory.net;

import java.util.function.Function;

/** An IPv4 or IPv6 address. Ordered: all IPv4 before all IPv6, then by unsigned value. */
public sealed interface IpAddress extends Comparable<IpAddress> permits Ipv4Address, Ipv6Address {

  /**
   * Reads an address literal of either family.
   *
   * @throws WrongValueException if the text is neither
   */
  static IpAddress parse(String text) {
    return text.indexOf(':') >= 0 ? Ipv6Address.parse(text) : Ipv4Address.parse(text);
  }

  /** Calls the function of this address's family. */
  <T> T match(Function<Ipv4Address, T> ipv4, Function<Ipv6Address, T> ipv6);

  @Override
  default int compareTo(IpAddress other) {
    return match(
        mine ->
            other.match(
                theirs -> Integer.compareUnsigned(mine.bits(), theirs.bits()), theirs -> -1),
        mine -> other.match(theirs -> 1, mine::compareUnsigned));
  }
}
