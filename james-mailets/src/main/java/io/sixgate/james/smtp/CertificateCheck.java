package io.sixgate.james.smtp;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Decides whether a server's certificate is good enough. */
@FunctionalInterface
public interface CertificateCheck {
  /** Encryption without knowing with whom. */
  CertificateCheck ANY = chain -> {};

  /**
   * Returns if it is.
   *
   * @param chain as the server sent it, its own certificate first; never empty
   * @throws CertificateException says, for the log, why it is not good
   */
  void check(List<X509Certificate> chain) throws CertificateException;
}
