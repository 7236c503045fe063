package io.sixgate.haproxy.destination;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Gateway;

/** What a host sees of a client, in the operator's words. */
public final class ClientAsSeen {
  private ClientAsSeen() {}

  /** By the mode in force. */
  public static String byHost(Gateway gateway, ClientAddressMode mode) {
    return switch (mode) {
      case NONE -> "the gateway's address as the client";
      case EMBEDDED ->
          "an IPv4 client inside %s (RFC 6052), an IPv6 client as the gateway's address"
              .formatted(gateway.embeddedPrefix().map(Object::toString).orElse("no prefix"));
      case PROXY_V1 -> "the client in a PROXY protocol header, version 1";
      case PROXY_V2 -> "the client in a PROXY protocol header, version 2";
    };
  }
}
