package io.sixgate.forward.zone;

import io.sixgate.inventory.net.Hostname;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A zone without its serial.
 *
 * @param before the text of the zone file up to the serial
 * @param lines behind it, one record each, sorted: the same inventory gives the same text
 */
record ZoneBody(String before, List<String> lines) {
  private static final Pattern FILE =
      Pattern.compile("(?s)(.* SOA \\S+ \\S+ )([0-9]{1,10})( [0-9 ]+\n)(.*)");

  /** Refresh, retry and expiry are for secondaries; the last is how long a "no" is kept. */
  private static final String TIMES = " 3600 600 1209600 60\n";

  ZoneBody {
    lines = List.copyOf(lines);
  }

  /** Of these records, in any order; what stands in it twice is one record (RFC 2181, 5). */
  static ZoneBody of(Hostname zone, Hostname server, List<String> lines) {
    return new ZoneBody(
        "; Written by sixgate-own-zones from the inventory; changes here are lost.\n"
            + zone
            + ". "
            + GatewayRecords.NAME_SERVER_TTL.toSeconds()
            + " SOA "
            + server
            + ". hostmaster."
            + zone
            + ". ",
        lines.stream().distinct().sorted().toList());
  }

  /** The zone file. */
  String text(Serial serial) {
    StringBuilder text = new StringBuilder(before).append(serial).append(TIMES);
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** A zone file taken apart. */
  record Read(Serial serial, ZoneBody body) {}

  /** Empty if it is none of ours: it is then written anew. */
  static Optional<Read> parse(String text) {
    Matcher file = FILE.matcher(text);
    if (!file.matches() || !file.group(3).equals(TIMES)) {
      return Optional.empty();
    }
    return Optional.of(
        new Read(
            new Serial((int) Long.parseLong(file.group(2))),
            new ZoneBody(file.group(1), file.group(4).lines().toList())));
  }

  /** A name for the content, equal on gateways that serve the same. */
  static String generation(Iterable<ZoneBody> bodies) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ZoneBody body : bodies) {
        digest.update(body.text(new Serial(0)).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
