package io.sixgate.haproxy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The facts of the ports on which STARTTLS is spoken.
 *
 * @param ports none if the gateway has no such ports
 * @param name by which the gateway greets; without one, by its address
 * @param waitMillis how long a client on a submission port may take to begin TLS by itself before
 *     it is greeted
 * @param preambleSeconds how long a client may take until its ClientHello is whole; on port 25 with
 *     a relay it is five minutes
 * @param relay where mail goes that names no host
 */
public record StarttlsSettings(
    List<StarttlsPort> ports,
    Optional<String> name,
    int waitMillis,
    int preambleSeconds,
    Optional<SmtpRelay> relay) {

  /** No such ports. */
  public static final StarttlsSettings NONE =
      new StarttlsSettings(List.of(), Optional.empty(), 200, 60, Optional.empty());

  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,253}");

  /**
   * One port.
   *
   * @param protocol as the Lua calls it, e.g. {@code imap}
   */
  public record StarttlsPort(int port, String protocol) {
    public StarttlsPort {
      if (!protocol.matches("[a-z0-9-]{1,16}")) {
        throw new IllegalArgumentException("\"" + protocol + "\" is not the name of a protocol");
      }
    }

    private boolean isSmtp() {
      return protocol.equals("smtp");
    }
  }

  /**
   * A mail server that takes what goes to no customer's host.
   *
   * @param address IPv4 or IPv6 literal
   * @param clientAddress {@code none}, {@code proxy-v1} or {@code proxy-v2}
   */
  public record SmtpRelay(String address, int port, String clientAddress) {
    public SmtpRelay {
      BridgeSettings.checkAddress(address);
      if (!List.of("none", "proxy-v1", "proxy-v2").contains(clientAddress)) {
        throw new IllegalArgumentException("the relay can't learn the client by " + clientAddress);
      }
    }

    String text() {
      return address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
    }
  }

  public StarttlsSettings {
    ports = List.copyOf(ports);
    if (waitMillis < 0 || preambleSeconds < 1) {
      throw new IllegalArgumentException("wait " + waitMillis + ", preamble " + preambleSeconds);
    }
    name.ifPresent(
        text -> {
          if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" can't be a greeting's name");
          }
        });
  }

  /** Those of port 25's kind, when there is a relay behind them. */
  List<StarttlsPort> relayed() {
    return relay.isEmpty() ? List.of() : ports.stream().filter(StarttlsPort::isSmtp).toList();
  }

  /** All others. */
  List<StarttlsPort> direct() {
    return ports.stream().filter(port -> relay.isEmpty() || !port.isSmtp()).toList();
  }
}
