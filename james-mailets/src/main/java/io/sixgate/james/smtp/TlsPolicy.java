package io.sixgate.james.smtp;

/**
 * Whether to use STARTTLS (RFC 3207).
 *
 * @param check which certificates are good
 */
public record TlsPolicy(Need need, CertificateCheck check) {
  /** How much it is wanted. */
  public enum Need {
    /** Never. */
    NONE,
    /** If the server offers it; in the clear where that fails (RFC 7435). */
    OPPORTUNISTIC,
    /** Else no mail is sent. */
    REQUIRED
  }

  public static final TlsPolicy NONE = new TlsPolicy(Need.NONE, CertificateCheck.ANY);
  public static final TlsPolicy OPPORTUNISTIC =
      new TlsPolicy(Need.OPPORTUNISTIC, CertificateCheck.ANY);
  public static final TlsPolicy REQUIRED = new TlsPolicy(Need.REQUIRED, CertificateCheck.ANY);

  /** Required, with a certificate that passes. */
  public static TlsPolicy verified(CertificateCheck check) {
    return new TlsPolicy(Need.REQUIRED, check);
  }
}
