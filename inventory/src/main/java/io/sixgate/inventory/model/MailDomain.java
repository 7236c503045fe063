package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import java.util.Locale;

/** A domain for which the gateway takes mail, and how it is handed to the primary. */
public record MailDomain(
    Hostname name,
    ClientAddress clientAddress,
    Tls tls,
    UnknownWhileDown unknownWhileDown,
    Place place) {

  /** How the primary learns the sender's address. */
  public enum ClientAddress {
    NONE,
    PROXY_V1,
    PROXY_V2,
    XCLIENT;

    public String text() {
      return kebab(this);
    }
  }

  /** STARTTLS towards the primary. */
  public enum Tls {
    /** If the primary offers it. */
    OPPORTUNISTIC,
    /** No mail without it. */
    REQUIRED,
    /** Required, and the certificate must be of the primary's name. */
    VERIFIED;

    public String text() {
      return kebab(this);
    }
  }

  /** What a recipient is answered whom the primary never confirmed, while it is down. */
  public enum UnknownWhileDown {
    /** 450: the sender keeps the mail and tries again. */
    DEFER,
    /** 250: the mail is spooled. */
    ACCEPT;

    public String text() {
      return kebab(this);
    }
  }

  private static String kebab(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
