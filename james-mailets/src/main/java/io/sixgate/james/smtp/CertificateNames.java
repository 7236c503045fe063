package io.sixgate.james.smtp;

import io.sixgate.inventory.net.Hostname;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** For whom a certificate is (RFC 6125). */
final class CertificateNames {
  private static final int DNS_NAME = 2; // RFC 5280, section 4.2.1.6, GeneralName

  private CertificateNames() {}

  /** Returns if it is for one of the names at least. */
  static void check(X509Certificate certificate, Set<Hostname> names) throws CertificateException {
    List<String> presented = dnsNames(certificate);
    boolean known =
        names.stream().anyMatch(name -> presented.stream().anyMatch(dns -> matches(dns, name)));
    if (!known) {
      throw new CertificateException(
          "the certificate is for %s and not for %s"
              .formatted(
                  presented.isEmpty() ? "no name" : String.join(", ", presented),
                  names.stream().sorted().map(Hostname::text).collect(Collectors.joining(" or "))));
    }
  }

  /** Alternative names only: the common name is no host name any more (RFC 6125, section 6.4.4). */
  private static List<String> dnsNames(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    List<String> names = new ArrayList<>();
    if (alternatives != null) {
      for (List<?> alternative : alternatives) {
        if (Integer.valueOf(DNS_NAME).equals(alternative.get(0))) {
          names.add(((String) alternative.get(1)).toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }

  /** A wildcard stands for one whole label, the first (RFC 6125, section 6.4.3). */
  static boolean matches(String presented, Hostname name) {
    if (presented.startsWith("*.")) {
      return name.parent()
          .map(parent -> presented.substring(2).equals(parent.text()))
          .orElse(false);
    }
    return presented.equals(name.text());
  }
}
