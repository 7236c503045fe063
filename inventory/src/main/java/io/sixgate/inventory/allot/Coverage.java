package io.sixgate.inventory.allot;

import io.sixgate.inventory.model.Service;

/** How the gateway's own addresses find a host, so that it needs no address lent. */
public enum Coverage {
  /** By the server name in the TLS handshake. */
  SNI("sni", Service.Kind.TLS),
  /** By the Host header. */
  HTTP("http", Service.Kind.HTTP);

  private final String word;
  private final Service.Kind kind;

  Coverage(String word, Service.Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  /** As it is typed. */
  public String word() {
    return word;
  }

  static Coverage of(Service.Kind kind) {
    for (Coverage coverage : values()) {
      if (coverage.kind == kind) {
        return coverage;
      }
    }
    throw new IllegalArgumentException("no word for " + kind);
  }

  /** Whether a service is found this way. */
  public boolean isOf(Service service) {
    return service.kind() == kind;
  }
}
