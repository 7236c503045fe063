package io.sixgate.james.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Postfix's XCLIENT command (its XCLIENT_README): the server treats us as if we were the client.
 */
final class Xclient {
  private Xclient() {}

  /** The command as it should be, and as it may be said where that is a syntax error. */
  static List<byte[]> commands(ClientIdentity client, Extensions offered) {
    List<String> forms =
        client
            .address()
            .match(v4 -> List.of(v4.toString(), "IPV6:::ffff:" + v4), v6 -> List.of("IPV6:" + v6));
    return forms.stream().map(address -> command(address, client, offered)).toList();
  }

  private static byte[] command(String address, ClientIdentity client, Extensions offered) {
    StringBuilder command = new StringBuilder("XCLIENT ADDR=" + address);
    if (offered.offers("XCLIENT", "NAME")) {
      command.append(" NAME=[UNAVAILABLE]");
    }
    if (offered.offers("XCLIENT", "PORT")) {
      command.append(" PORT=").append(client.port());
    }
    if (offered.offers("XCLIENT", "PROTO")) {
      command.append(" PROTO=ESMTP");
    }
    if (offered.offers("XCLIENT", "HELO") && !client.helo().isEmpty()) {
      command.append(" HELO=").append(xtext(client.helo()));
    }
    return SmtpClient.line(command.toString());
  }

  /** RFC 3461, section 4: what is not printable, {@code +} and {@code =} in hexadecimal. */
  static String xtext(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 127 && b != '+' && b != '=') {
        encoded.append((char) b);
      } else {
        encoded.append('+').append(String.format("%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }
}
