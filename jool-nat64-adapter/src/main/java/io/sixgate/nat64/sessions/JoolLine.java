package io.sixgate.nat64.sessions;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What Jool's {@code logging-bib} writes into the kernel log; its time is its own, and universal.
 * Whichever instance it is, the address is of our pool:
 *
 * <pre>
 * Jool: sixgate 2026/11/26 18:24:3 (GMT) - Mapped 2001:db8:a::80#5000 to 192.0.2.33#2048 (TCP)
 * </pre>
 */
final class JoolLine {
  private static final Pattern LINE =
      Pattern.compile(
          "Jool: \\S+"
              + " (\\d{4})/(\\d+)/(\\d+) (\\d+):(\\d+):(\\d+) \\(GMT\\) - (Mapped|Forgot)"
              + " ([0-9a-f:.]+)#(\\d+) to ([0-9.]+)#(\\d+) \\((TCP|UDP|ICMP)\\)");

  private static final int MAPPED = 7;
  private static final int HOST = 8;
  private static final int ADDRESS = 10;
  private static final int PORT = 11;
  private static final int PROTOCOL = 12;

  private JoolLine() {}

  /** As {@link UlogdLine#mayBeOf}. */
  static boolean mayBeOf(String line, Ipv4Address address, Port port) {
    return line.contains(" to " + address + "#" + port + " ");
  }

  /** Reads a line; empty if it is about something else. */
  static Optional<SessionEvent> parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.find()) {
      return Optional.empty();
    }
    try {
      int[] time = IntStream.rangeClosed(1, 6).map(i -> number(parts.group(i))).toArray();
      return Optional.of(
          new SessionEvent(
              LocalDateTime.of(time[0], time[1], time[2], time[3], time[4], time[5])
                  .toInstant(ZoneOffset.UTC),
              parts.group(MAPPED).equals("Mapped"),
              parts.group(PROTOCOL),
              Ipv4Address.parse(parts.group(ADDRESS)),
              Port.parse(parts.group(PORT)),
              User.of(Ipv6Address.parse(parts.group(HOST))),
              Optional.empty()));
    } catch (WrongValueException | DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
