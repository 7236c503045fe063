package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.WrongValueException;

/** Names from DNS, which may be anything. */
final class Names {
  private Names() {}

  static boolean isHost(String text) {
    try {
      Hostname.parse(text);
      return true;
    } catch (WrongValueException e) {
      return false;
    }
  }
}
