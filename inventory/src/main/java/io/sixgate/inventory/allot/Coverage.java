package io.sixgate.inventory.allot;

import io.sixgate.inventory.model.Service;

/** How the gateway's own addresses find a host, so that it needs no address lent. */
public enum Coverage {
  /** By the server name in the TLS handshake, which may come first or behind STARTTLS. */
  SNI("sni"),
  /** By the Host header. */
  HTTP("http");

  private final String word;

  Coverage(String word) {
    this.word = word;
  }

  /** As it is typed. */
  public String word() {
    return word;
  }

  static Coverage of(Service.Kind kind) {
    return switch (kind) {
      case TLS, STARTTLS -> SNI;
      case HTTP -> HTTP;
    };
  }

  /** Whether a service is found this way. */
  public boolean isOf(Service service) {
    return of(service.kind()) == this;
  }
}
