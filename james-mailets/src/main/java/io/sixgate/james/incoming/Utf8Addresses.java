package io.sixgate.james.incoming;

import io.sixgate.james.smtp.MailParameters;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Addresses of RFC 6531 on their way through James, which knows ASCII alone: a local part with
 * other characters becomes {@code =?8?} and its bytes, and is itself again behind James. One that
 * looks like that already becomes so, too; all others stay as they are. Domains become A-labels.
 */
final class Utf8Addresses {
  private static final String MARK = "=?8?";

  /** A dot-string, as RFC 6531, section 3.3, has it: ASCII's specials are none of it. */
  private static final Pattern LOCAL = Pattern.compile("[^\\x00-\\x20\\x7f<>()\\[\\]\\\\,;:@\"]+");

  private static final Pattern ESCAPED =
      Pattern.compile("=\\?8\\?(?:[A-Za-z0-9.-]|=[0-9A-F]{2})+@[^@]+");

  private Utf8Addresses() {}

  /** For James. */
  static String escaped(String path) {
    int at = path.lastIndexOf('@');
    if (at < 0 || !LOCAL.matcher(path.substring(0, at)).matches()) {
      return path; // James knows whether it is one
    }
    String local = path.substring(0, at);
    String domain = path.substring(at + 1);
    return (MailParameters.needsUtf8(local) || local.startsWith(MARK) ? MARK + bytes(local) : local)
        + "@"
        + (MailParameters.needsUtf8(domain) ? ofLabels(domain) : domain);
  }

  private static String bytes(String local) {
    StringBuilder text = new StringBuilder();
    for (byte b : local.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-')) {
        text.append(c);
      } else {
        text.append('=').append(String.format("%02X", (int) c));
      }
    }
    return text.toString();
  }

  private static String ofLabels(String domain) {
    try {
      return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return domain; // James refuses it
    }
  }

  /**
   * Behind James. Only what {@link #escaped} makes becomes something else: what a client wrote
   * itself in that form may stand for a line break.
   */
  static String plain(String address) {
    if (!ESCAPED.matcher(address).matches()) {
      return address;
    }
    int at = address.indexOf('@');
    String local = unescaped(address, at);
    boolean ours =
        LOCAL.matcher(local).matches()
            && address.substring(0, at).equals(MARK + bytes(local))
            && (MailParameters.needsUtf8(local) || local.startsWith(MARK));
    return ours ? local + address.substring(at) : address;
  }

  private static String unescaped(String address, int at) {
    byte[] local = new byte[at];
    int length = 0;
    for (int i = MARK.length(); i < at; i++) {
      char c = address.charAt(i);
      if (c == '=') {
        c = (char) Integer.parseInt(address, i + 1, i + 3, 16);
        i += 2;
      }
      local[length++] = (byte) c;
    }
    return new String(local, 0, length, StandardCharsets.UTF_8);
  }
}
