package io.sixgate.inventory.files;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Gateway;
import java.util.Optional;

/** Whether the gateway can tell the host the visitor's address in the way that is asked for. */
record ModeCheck(Gateway gateway, Complaints complaints) {
  boolean isPossible(Optional<ClientAddressMode> mode, Declared<?> where) {
    if (mode.equals(Optional.of(ClientAddressMode.EMBEDDED))
        && gateway.embeddedPrefix().isEmpty()) {
      return complaints.wrong(
          where,
          "gateway.yaml has no embedded-prefix",
          "use none, proxy-v1 or proxy-v2, or give the gateway an embedded-prefix");
    }
    return true;
  }
}
