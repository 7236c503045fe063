package io.sixgate.forward.jump;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A public key.
 *
 * @param text {@code TYPE BASE64}
 */
record JumpKey(String text) {
  private static final Pattern FILE = Pattern.compile("SHA256:[A-Za-z0-9+_]{43}");

  /**
   * Of a line of {@code ssh.keys}; the comment is the customer's and goes nowhere. The key is
   * written anew: base64 without its padding names the same key, but sshd would not read it, and
   * the one line is for all customers who list the key.
   */
  static JumpKey of(String line) {
    String[] words = line.split(" ", 3);
    byte[] blob = Base64.getDecoder().decode(words[1]);
    return new JumpKey(words[0] + " " + Base64.getEncoder().encodeToString(blob));
  }

  /**
   * The fingerprint as ssh-keygen(1) prints it and sshd hands it to the command that looks keys up
   * ({@code %f}), with {@code _} for {@code /}, which no file's name has.
   */
  String file() {
    byte[] blob = Base64.getDecoder().decode(text.substring(text.indexOf(' ') + 1));
    try {
      return "SHA256:"
          + Base64.getEncoder()
              .withoutPadding()
              .encodeToString(MessageDigest.getInstance("SHA-256").digest(blob))
              .replace('/', '_');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether a file of that name is one of ours. */
  static boolean isFile(String name) {
    return FILE.matcher(name).matches();
  }
}
