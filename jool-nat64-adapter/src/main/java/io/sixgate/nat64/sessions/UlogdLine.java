package io.sixgate.nat64.sessions;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.nat64.nft.InnerAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ulogd's GPRINT writes of a connection (shortened here; event 1: begins, 4: ends):
 *
 * <pre>
 * timestamp=2026/11/26-18:23:00,orig.ip.saddr=198.18.0.17,orig.ip.daddr=203.0.113.4,
 * orig.ip.protocol=6,orig.l4.sport=37259,orig.l4.dport=80,reply.ip.daddr=192.0.2.33,
 * reply.l4.dport=2054,ct.event=1,flow.start.sec=1795717380
 * </pre>
 */
final class UlogdLine {
  private static final Map<String, String> PROTOCOLS = Map.of("6", "TCP", "17", "UDP");
  private static final Pattern SECONDS =
      Pattern.compile(",flow\\.(?:start|end)\\.sec=(\\d{1,12}),");

  private UlogdLine() {}

  /** What all lines of the address and port have in them: most lines are of others. */
  static boolean mayBeOf(String line, Ipv4Address address, Port port) {
    return line.contains(",reply.l4.dport=" + port + ",")
        && line.contains(",reply.ip.daddr=" + address + ",");
  }

  /** Reads a line; empty for one that tells nothing, or that a power cut left half. */
  static Optional<SessionEvent> parse(String line) {
    Map<String, String> fields = fields(line);
    String protocol = PROTOCOLS.get(fields.get("orig.ip.protocol"));
    boolean begins = "1".equals(fields.get("ct.event"));
    if (protocol == null || !(begins || "4".equals(fields.get("ct.event")))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SessionEvent(
              time(fields.getOrDefault(begins ? "flow.start.sec" : "flow.end.sec", "")),
              begins,
              protocol,
              Ipv4Address.parse(fields.getOrDefault("reply.ip.daddr", "")),
              Port.parse(fields.getOrDefault("reply.l4.dport", "")),
              User.of(InnerAddress.ownerOf(fields.getOrDefault("orig.ip.saddr", ""))),
              Optional.of(fields.get("orig.ip.daddr") + ":" + fields.get("orig.l4.dport"))));
    } catch (WrongValueException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** When it was written; empty as of {@link #parse}. */
  static Optional<Instant> timeOf(String line) {
    Matcher seconds = SECONDS.matcher(line);
    return seconds.find() ? Optional.of(time(seconds.group(1))) : Optional.empty();
  }

  private static Instant time(String seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new HashMap<>();
    for (String field : line.split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals), field.substring(equals + 1));
      }
    }
    return fields;
  }
}
