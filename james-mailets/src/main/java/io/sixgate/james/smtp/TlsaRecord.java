package io.sixgate.james.smtp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * What DNS says of a server's certificate (RFC 6698, section 2.1).
 *
 * @param data the certificate or key itself, or a digest of it: lower-case hexadecimal
 */
public record TlsaRecord(int usage, int selector, int matching, String data) {
  static final int AUTHORITY = 2; // DANE-TA
  static final int SERVER = 3; // DANE-EE
  private static final int WHOLE_CERTIFICATE = 0;
  private static final int PUBLIC_KEY = 1;
  private static final int EXACT = 0;
  private static final int SHA_256 = 1;
  private static final int SHA_512 = 2;

  /** Whether mail can be checked by it: usages 0 and 1 are not for mail (RFC 7672, 3.1.3). */
  public boolean isUsable() {
    return (usage == AUTHORITY || usage == SERVER)
        && (selector == WHOLE_CERTIFICATE || selector == PUBLIC_KEY)
        && (matching == EXACT || matching == SHA_256 || matching == SHA_512);
  }

  boolean matches(X509Certificate certificate) throws CertificateEncodingException {
    byte[] chosen =
        selector == WHOLE_CERTIFICATE
            ? certificate.getEncoded()
            : certificate.getPublicKey().getEncoded();
    byte[] compared =
        switch (matching) {
          case SHA_256 -> digest("SHA-256", chosen);
          case SHA_512 -> digest("SHA-512", chosen);
          default -> chosen;
        };
    return HexFormat.of().formatHex(compared).equals(data);
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
