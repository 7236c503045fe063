package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.WrongValueException;
import java.util.Set;

/**
 * A host that may send.
 *
 * @param sendAs the domains as which it may
 */
record Sender(HostId host, Set<Hostname> sendAs) {
  Sender {
    sendAs = Set.copyOf(sendAs);
  }

  /** Whether it may use addresses of this domain, written in any way. */
  boolean mayUse(String domain) {
    try {
      return sendAs.contains(Hostname.parse(domain));
    } catch (WrongValueException e) {
      return false; // an address literal, or nonsense
    }
  }
}
