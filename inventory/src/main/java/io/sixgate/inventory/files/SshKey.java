package io.sixgate.inventory.files;

import io.sixgate.inventory.net.WrongValueException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a public key as sshd(8) has it in authorized_keys, without the options that could stand
 * before it.
 */
final class SshKey {
  private static final Set<String> TYPES =
      Set.of(
          "ssh-ed25519",
          "ssh-rsa",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "sk-ssh-ed25519@openssh.com",
          "sk-ecdsa-sha2-nistp256@openssh.com");
  private static final String REMEDY = "write one line of a .pub file, e.g. ssh-ed25519 AAAA… name";

  private SshKey() {}

  /**
   * The key with single spaces.
   *
   * @throws WrongValueException unless it is {@code TYPE BASE64 [COMMENT]} with the same type
   *     inside
   */
  static String check(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new WrongValueException("it has a line break or control character", REMEDY);
    }
    String[] parts = text.strip().split(" +", 3);
    if (!TYPES.contains(parts[0])) {
      throw text.contains("PRIVATE KEY")
          ? new WrongValueException(
              "it is a private key", "withdraw that key, it is known now; write the public one")
          : new WrongValueException("it does not start with a type of public key", REMEDY);
    }
    if (parts.length < 2 || !decode(parts[1]).equals(Optional.of(parts[0]))) {
      throw new WrongValueException("its base64 part is not a key of type " + parts[0], REMEDY);
    }
    return String.join(" ", parts);
  }

  /**
   * The type inside the key (RFC 4253, section 6.6: it begins with a string, and a string with its
   * length in four octets).
   */
  private static Optional<String> decode(String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64);
      int length = key.length > 4 && key[0] == 0 && key[1] == 0 && key[2] == 0 ? key[3] : -1;
      return length < 0 || key.length <= 4 + length
          ? Optional.empty()
          : Optional.of(
              new String(Arrays.copyOfRange(key, 4, 4 + length), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
