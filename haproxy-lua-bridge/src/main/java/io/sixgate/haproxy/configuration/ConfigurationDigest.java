package io.sixgate.haproxy.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A digest of a configuration's text inside that text, as {@code setenv VARIABLE DIGEST}: by it a
 * running HAProxy tells, on {@code show env}, from which text it was started.
 *
 * @param variable each file has its own
 */
public record ConfigurationDigest(String variable) {
  private static final String PLACE = "{digest}";

  /** Fills the digest in where the text says {@code {digest}}. */
  public String seal(String text) {
    return text.replace(PLACE, sha256(text).substring(0, 16));
  }

  /**
   * The digest in a text that was sealed.
   *
   * @throws IllegalArgumentException if the text is another
   */
  public String of(String text) {
    return find(text)
        .orElseThrow(() -> new IllegalArgumentException("the text does not set " + variable));
  }

  /** The digest in a text; empty if it was not sealed with this. */
  Optional<String> find(String text) {
    return Optional.of(line(variable).matcher(text)).filter(Matcher::find).map(m -> m.group(2));
  }

  /** By which a text was sealed, whoever wrote it; empty if it was not. */
  static Optional<ConfigurationDigest> in(String text) {
    return Optional.of(line("\\w+").matcher(text))
        .filter(Matcher::find)
        .map(m -> new ConfigurationDigest(m.group(1)));
  }

  private static Pattern line(String variable) {
    return Pattern.compile("^ *setenv (" + variable + ") ([0-9a-f]{16})$", Pattern.MULTILINE);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
