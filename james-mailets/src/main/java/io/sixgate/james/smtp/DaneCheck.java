package io.sixgate.james.smtp;

import io.sixgate.inventory.net.Hostname;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** A certificate for which the server's own domain vouches by DNSSEC (RFC 7672). */
public final class DaneCheck implements CertificateCheck {
  private final List<TlsaRecord> records;
  private final Set<Hostname> names;

  /**
   * Any one of the records suffices.
   *
   * @param records those that are usable; never empty
   * @param names of the server, for certificates of an authority (section 3.2.2)
   */
  public DaneCheck(List<TlsaRecord> records, Set<Hostname> names) {
    if (records.isEmpty()) {
      throw new IllegalArgumentException("no TLSA record would refuse every certificate");
    }
    this.records = List.copyOf(records);
    this.names = Set.copyOf(names);
  }

  @Override
  public void check(List<X509Certificate> chain) throws CertificateException {
    CertificateException why = null;
    for (TlsaRecord record : records) {
      if (record.usage() == TlsaRecord.SERVER) {
        if (record.matches(chain.get(0))) {
          return; // neither name nor dates count (section 3.1.1)
        }
      } else {
        for (int i = 0; i < chain.size(); i++) {
          if (record.matches(chain.get(i))) {
            try {
              checkBelow(chain.subList(0, i), chain.get(i));
              CertificateNames.check(chain.get(0), names);
              return;
            } catch (CertificateException e) {
              why = e;
            }
          }
        }
      }
    }
    throw why != null
        ? why
        : new CertificateException("the certificate matches none of the TLSA records");
  }

  private static void checkBelow(List<X509Certificate> below, X509Certificate authority)
      throws CertificateException {
    if (below.isEmpty()) {
      authority.checkValidity();
      return;
    }
    try {
      PKIXParameters parameters =
          new PKIXParameters(Set.of(new TrustAnchor(authority, /* nameConstraints= */ null)));
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(
          "the certificate does not lead to the authority of the TLSA record: " + e.getMessage(),
          e);
    }
  }
}
