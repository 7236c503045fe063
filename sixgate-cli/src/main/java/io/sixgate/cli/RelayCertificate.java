package io.sixgate.cli;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.MailService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;

/** The certificate that senders see, as DNS says of it (RFC 7672, section 3.1.1: 3 1 1). */
final class RelayCertificate {
  private RelayCertificate() {}

  /**
   * The record is of the key: it stays as it is while certificates are renewed with that key.
   *
   * @throws IOException if there is no certificate, or it cannot be read
   */
  static MailRecord record(Gateway gateway) throws IOException {
    MailService mail =
        gateway.mail().orElseThrow(() -> new IOException("gateway.yaml has no mail:"));
    Path file =
        mail.certificate()
            .orElseThrow(
                () -> new IOException("gateway.yaml has no mail.certificate, so there is no TLS"))
            .chain();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] key =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(in)
              .getPublicKey()
              .getEncoded();
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
      return new MailRecord("_25._tcp." + mail.name() + ".", "TLSA", "3 1 1 " + digest);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is no certificate in PEM: " + e.getMessage(), e);
    }
  }
}
