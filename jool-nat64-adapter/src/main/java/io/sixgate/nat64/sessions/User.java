package io.sixgate.nat64.sessions;

import io.sixgate.inventory.net.Ipv6Address;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who had a session, as the log has it.
 *
 * @param owner his number in the history of shares, by TAYGA
 * @param host his address, by Jool
 */
public record User(OptionalInt owner, Optional<Ipv6Address> host) {
  static User of(int owner) {
    return new User(OptionalInt.of(owner), Optional.empty());
  }

  static User of(Ipv6Address host) {
    return new User(OptionalInt.empty(), Optional.of(host));
  }
}
