package io.sixgate.james.smtp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The certificate authorities that are trusted. */
public final class Authorities {
  private final X509TrustManager trust;

  private Authorities(KeyStore keys) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(keys);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager found) {
        trust = found;
        return;
      }
    }
    throw new GeneralSecurityException("this JVM has no X.509 trust manager");
  }

  /**
   * Those of a file of PEM certificates, e.g. Debian's {@code /etc/ssl/certs/ca-certificates.crt}.
   */
  public static Authorities of(Path pem) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(pem))) {
      KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
      keys.load(null, null);
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        keys.setCertificateEntry(String.valueOf(count++), certificate);
      }
      return new Authorities(keys);
    } catch (GeneralSecurityException e) {
      throw new IOException(pem + ": not a file of PEM certificates: " + e.getMessage(), e);
    }
  }

  /** For connections that check by them, e.g. HTTPS. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /**
   * Whether the chain leads to one of them and is valid now.
   *
   * @throws CertificateException if not
   */
  public void check(List<X509Certificate> chain) throws CertificateException {
    X509Certificate[] certificates = chain.toArray(X509Certificate[]::new);
    trust.checkServerTrusted(certificates, "UNKNOWN");
  }
}
