package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.Hostname;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a domain promises of its mail servers (RFC 8461, section 3.2).
 *
 * @param enforced whether mail goes by it or not at all; else it is a trial of the domain's
 * @param servers names, or {@code *.} and the rest of a name
 */
record StsPolicy(boolean enforced, List<String> servers, Duration maxAge) {
  private static final long LONGEST_SECONDS = 31_557_600; // section 3.2, a year
  static final Duration LONGEST = Duration.ofSeconds(LONGEST_SECONDS);

  /** Of one policy; large providers name a dozen. Thousands of policies are kept in memory. */
  private static final int MOST_SERVERS = 50;

  private static final int MOST_TEXT = 2000;

  /** What the name of a server can be made of; another value names none. */
  private static final Pattern SERVER = Pattern.compile("[a-z0-9*._-]{1,255}");

  StsPolicy {
    servers = List.copyOf(servers);
  }

  /**
   * A sample:
   *
   * <pre>
   * version: STSv1
   * mode: enforce
   * mx: mail.example.com
   * mx: *.example.net
   * max_age: 604800
   * </pre>
   *
   * @return empty if it is no such policy
   */
  static Optional<StsPolicy> parse(String text) {
    String version = "";
    String mode = "";
    long seconds = -1;
    List<String> servers = new ArrayList<>();
    for (String line : text.split("\r?\n")) {
      int colon = line.indexOf(':');
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      switch (colon < 0 ? "" : line.substring(0, colon).strip()) {
        case "version" -> version = value;
        case "mode" -> mode = value;
        case "mx" -> servers.add(value.toLowerCase(Locale.ROOT));
        case "max_age" ->
            seconds =
                value.matches("[0-9]{1,10}")
                    ? Math.min(Long.parseLong(value), LONGEST_SECONDS)
                    : -1;
        default -> {
          // Keys to come are to be passed over.
        }
      }
    }
    boolean known = mode.equals("enforce") || mode.equals("testing") || mode.equals("none");
    boolean enforced = mode.equals("enforce");
    if (!version.equals("STSv1") || !known || seconds < 0 || (enforced && servers.isEmpty())) {
      return Optional.empty();
    }
    if (servers.size() > MOST_SERVERS || String.join("", servers).length() > MOST_TEXT) {
      return Optional.empty();
    }
    servers.removeIf(server -> !SERVER.matcher(server).matches());
    return Optional.of(new StsPolicy(enforced, servers, Duration.ofSeconds(seconds)));
  }

  /** Whether the server is one of those (section 4.1). */
  boolean names(Hostname server) {
    return servers.stream()
        .anyMatch(
            pattern ->
                pattern.startsWith("*.")
                    ? server
                        .parent()
                        .filter(parent -> parent.text().equals(pattern.substring(2)))
                        .isPresent()
                    : server.text().equals(pattern));
  }
}
