package io.sixgate.james.smtp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Servers that take an IPv4 address by XCLIENT only as one mapped into IPv6. Remembered, as each
 * refused form counts as an error of ours, and a busy Postfix ends a session after the first.
 */
public final class MappedForms {
  private final Set<Remote> servers = ConcurrentHashMap.newKeySet();

  boolean isWantedBy(Remote server) {
    return servers.contains(server);
  }

  void accepted(Remote server, boolean mapped) {
    if (mapped) {
      servers.add(server);
    } else {
      servers.remove(server);
    }
  }
}
