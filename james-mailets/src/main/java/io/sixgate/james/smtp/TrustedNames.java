package io.sixgate.james.smtp;

import io.sixgate.inventory.net.Hostname;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** A certificate of a trusted authority for one of several names (RFC 6125). */
public final class TrustedNames implements CertificateCheck {
  private final Authorities authorities;
  private final Set<Hostname> names;

  public TrustedNames(Authorities authorities, Set<Hostname> names) {
    this.authorities = authorities;
    this.names = Set.copyOf(names);
  }

  @Override
  public void check(List<X509Certificate> chain) throws CertificateException {
    authorities.check(chain);
    CertificateNames.check(chain.get(0), names);
  }
}
