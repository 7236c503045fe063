package io.sixgate.haproxy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The facts of a gateway on which HAProxy's configuration depends.
 *
 * @param addresses where visitors arrive, IPv4 and IPv6 literals
 * @param tlsPorts ports on which the server name in the ClientHello decides; may be none
 * @param httpPorts ports on which the Host decides; may be none if there are TLS ports
 * @param embeddedPrefix an IPv6 /96 with room for visitors' IPv4 addresses; without it, mode {@code
 *     embedded} is as {@code none}
 * @param refused addresses and prefixes, beside those that are always refused, to which HAProxy
 *     must never connect (the gateway's NAT64 prefix)
 * @param starttls the ports on which the name comes in a ClientHello behind a preamble
 * @param limits what of the gateway one visitor and one host may take
 * @param state folder of the maps
 * @param run folder of the Runtime API's socket
 * @param lua the file sixgate.lua
 */
public record BridgeSettings(
    List<String> addresses,
    List<Integer> tlsPorts,
    List<Integer> httpPorts,
    StarttlsSettings starttls,
    Optional<String> embeddedPrefix,
    List<String> refused,
    BridgeLimits limits,
    Path state,
    Path run,
    Path lua) {

  /** Exact names and one-label wildcards to {@code ADDRESS|MODE} or {@code -}. */
  public static final String NAMES_MAP = "names.map";

  /** What was changed in names.map since it was last written; looked up before it. */
  public static final String NAMES_RECENT_MAP = "names.recent.map";

  /** The same for overrides.map. */
  public static final String OVERRIDES_RECENT_MAP = "overrides.recent.map";

  /** {@code PORT/KEY} of names.map to {@code ADDRESS|MODE} or {@code ADDRESS|MODE|HOSTPORT}. */
  public static final String OVERRIDES_MAP = "overrides.map";

  /** Customers' prefixes to customers. */
  public static final String CUSTOMERS_MAP = "customers.map";

  /** All files that must be there, if only empty, when HAProxy starts. */
  public static final List<String> MAPS =
      List.of(NAMES_MAP, NAMES_RECENT_MAP, OVERRIDES_MAP, OVERRIDES_RECENT_MAP, CUSTOMERS_MAP);

  private static final Pattern ADDRESS_OR_PREFIX = Pattern.compile("[0-9a-fA-F:.]+(/[0-9]+)?");

  // Inside a converter's arguments HAProxy knows no quoting for commas, blanks and parentheses.
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/._+-]+");

  public BridgeSettings {
    addresses = List.copyOf(addresses);
    tlsPorts = List.copyOf(tlsPorts);
    httpPorts = List.copyOf(httpPorts);
    refused = List.copyOf(refused);
    if (addresses.isEmpty()
        || (tlsPorts.isEmpty() && httpPorts.isEmpty() && starttls.ports().isEmpty())) {
      throw new IllegalArgumentException("a gateway needs at least one address and one port");
    }
    addresses.forEach(BridgeSettings::checkAddress);
    refused.forEach(text -> check(ADDRESS_OR_PREFIX, text, "an address or prefix"));
    embeddedPrefix.ifPresent(text -> check(ADDRESS_OR_PREFIX, text, "a prefix"));
    for (Path path : List.of(state, run, lua)) {
      checkPath(path);
    }
  }

  /**
   * Lets only addresses pass.
   *
   * @throws IllegalArgumentException if it is none
   */
  static void checkAddress(String text) {
    check(ADDRESS_OR_PREFIX, text, "an address");
  }

  /**
   * Lets only paths pass that may stand in HAProxy's configuration.
   *
   * @throws IllegalArgumentException if it is relative or has blanks or signs
   */
  public static void checkPath(Path path) {
    check(PATH, path.toString(), "an absolute path without blanks and signs");
  }

  private static void check(Pattern pattern, String text, String what) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" can't stand in HAProxy's configuration: it is not " + what);
    }
  }
}
