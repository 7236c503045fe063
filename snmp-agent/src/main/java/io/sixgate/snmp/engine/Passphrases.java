package io.sixgate.snmp.engine;

/**
 * A user's two passphrases, of eight characters at least (RFC 3414, 11.2).
 *
 * @param authentication for HMAC-SHA-256
 * @param encryption for AES-128
 */
public record Passphrases(String authentication, String encryption) {
  /** Not what they are: records find their way into logs. */
  @Override
  public String toString() {
    return "Passphrases";
  }
}
