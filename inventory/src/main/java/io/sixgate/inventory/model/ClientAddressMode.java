package io.sixgate.inventory.model;

import io.sixgate.inventory.net.WrongValueException;

/** How the host learns the visitor's own address. */
public enum ClientAddressMode {
  /** Not at all: it sees the gateway. */
  NONE("none"),
  /**
   * As the IPv6 source address of the connection, with the visitor's IPv4 address inside it (RFC
   * 6052).
   */
  EMBEDDED("embedded"),
  /** From a PROXY protocol header, version 1 (text). */
  PROXY_V1("proxy-v1"),
  /** From a PROXY protocol header, version 2 (binary). */
  PROXY_V2("proxy-v2");

  private final String text;

  ClientAddressMode(String text) {
    this.text = text;
  }

  /** As it is written in the inventory and in map values. */
  public String text() {
    return text;
  }

  /**
   * Reads a mode as {@link #text()} writes it.
   *
   * @throws WrongValueException if the text is none of the four
   */
  public static ClientAddressMode parse(String text) {
    for (ClientAddressMode mode : values()) {
      if (mode.text.equals(text)) {
        return mode;
      }
    }
    throw new WrongValueException(
        "it is not a client address mode", "use none, embedded, proxy-v1 or proxy-v2");
  }

  @Override
  public String toString() {
    return text;
  }
}
