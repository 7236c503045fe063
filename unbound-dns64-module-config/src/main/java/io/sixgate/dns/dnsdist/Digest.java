package io.sixgate.dns.dnsdist;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells one state from another: 16 hexadecimal digits of SHA-256. */
public final class Digest {
  private final MessageDigest digest;

  public Digest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  public Digest add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds one part; where it ends is a part of it. */
  public Digest add(byte[] part) {
    digest.update((byte) (part.length >>> 8));
    digest.update((byte) part.length);
    digest.update(part);
    return this;
  }

  /** Of all that was added; ends the digest. */
  public String text() {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
