package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Port;

/**
 * An OpenSSH server on the gateway that does nothing but lead on to hosts.
 *
 * @param port on each of the gateway's addresses
 */
public record JumpHost(Port port) {
  /** Its only user. */
  public static final String USER = "jump";
}
