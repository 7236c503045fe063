package io.sixgate.inventory.dkim;

import io.sixgate.inventory.net.Hostname;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * A private key in a file.
 *
 * @param selector the label before {@code ._domainkey}
 */
public record DkimKey(String selector, Hostname domain, Path file) {
  private static final String MIDDLE = "._domainkey.";
  private static final String END = ".pem";
  private static final String BEGIN_PEM = "-----BEGIN PRIVATE KEY-----";
  private static final String END_PEM = "-----END PRIVATE KEY-----";

  /** RFC 8301, section 3.2. */
  private static final int FEWEST_BITS = 1024;

  /**
   * The keys of a domain, by selector; the last one signs, so that a key is replaced by adding one
   * whose selector comes after it.
   *
   * @param customer folder of the customer; need not exist
   */
  public static List<DkimKey> of(Path customer, Hostname domain) throws IOException {
    List<DkimKey> keys = new ArrayList<>();
    if (!Files.isDirectory(customer)) {
      return keys;
    }
    String end = MIDDLE + domain.text() + END;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(customer)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(end) && name.length() > end.length() && !name.startsWith(".")) {
          keys.add(new DkimKey(name.substring(0, name.length() - end.length()), domain, file));
        }
      }
    }
    keys.sort((a, b) -> a.selector().compareTo(b.selector()));
    return Collections.unmodifiableList(keys);
  }

  /**
   * Reads the private key.
   *
   * @throws IOException if it is none; the text says what to do
   */
  public RSAPrivateCrtKey read() throws IOException {
    String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
    int begin = pem.indexOf(BEGIN_PEM);
    int end = pem.indexOf(END_PEM);
    if (begin < 0 || end < begin) {
      throw wrong("it has no \"BEGIN PRIVATE KEY\"");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN_PEM.length(), end));
      RSAPrivateCrtKey key =
          (RSAPrivateCrtKey)
              KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      if (key.getModulus().bitLength() < FEWEST_BITS) {
        throw wrong("it has " + key.getModulus().bitLength() + " bits, of at least " + FEWEST_BITS);
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
      throw wrong("it is no RSA key");
    }
  }

  private IOException wrong(String reason) {
    return new IOException(
        "%s is wrong because %s; make one with \"openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out %s\""
            .formatted(file, reason, file));
  }

  /** The name of its DNS record, with the final dot. */
  public String recordName() {
    return selector + MIDDLE + domain + ".";
  }

  /** The text of its DNS record. */
  public String recordText() throws IOException {
    RSAPrivateCrtKey key = read();
    try {
      PublicKey half =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
      return "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(half.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }
}
