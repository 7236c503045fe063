package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Port;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the gateway routes by name on one of its ports.
 *
 * @param name by which host files and defaults call it
 * @param port the gateway's port, and the host's unless the endpoint says another
 * @param kind how the name is found
 */
public record Service(String name, Port port, Kind kind) implements Comparable<Service> {

  /** How the visitor says which name is wanted. */
  public enum Kind {
    /** In the Host header. */
    HTTP,
    /** In the server name indication of the ClientHello. */
    TLS,
    /** The same, in the ClientHello that follows a part in the clear. */
    STARTTLS
  }

  private static final Map<Integer, String> TLS_NAMES =
      Map.ofEntries(
          Map.entry(443, "https"),
          Map.entry(465, "submissions"),
          Map.entry(563, "nntps"),
          Map.entry(587, "submission"),
          Map.entry(636, "ldaps"),
          Map.entry(853, "domain-s"),
          Map.entry(990, "ftps"),
          Map.entry(993, "imaps"),
          Map.entry(995, "pop3s"),
          Map.entry(5061, "sips"),
          Map.entry(5223, "xmpps"),
          Map.entry(5671, "amqps"),
          Map.entry(6697, "ircs"),
          Map.entry(8443, "https-alt"),
          Map.entry(8883, "secure-mqtt"));

  /**
   * Those that have a name without a number in it, in the order of their ports; {@code submission},
   * which two kinds have, by its kind of TLS.
   */
  public static List<Service> named() {
    Stream<Service> tls = TLS_NAMES.keySet().stream().map(Port::new).map(Service::tls);
    Stream<Service> starttls =
        Arrays.stream(StarttlsProtocol.values())
            .map(protocol -> starttls(protocol, protocol.port()))
            .filter(service -> !TLS_NAMES.containsKey(service.port.number()));
    return Stream.of(Stream.of(http(new Port(80))), tls, starttls)
        .flatMap(services -> services)
        .sorted()
        .toList();
  }

  /** The service on a TLS port, by its registered name, else {@code tls-PORT}. */
  public static Service tls(Port port) {
    return new Service(TLS_NAMES.getOrDefault(port.number(), "tls-" + port), port, Kind.TLS);
  }

  /** The service on an HTTP port: {@code http} on 80, else {@code http-PORT}. */
  public static Service http(Port port) {
    return new Service(port.number() == 80 ? "http" : "http-" + port, port, Kind.HTTP);
  }

  /** The service of a protocol that asks for TLS: {@code imap} on 143, else {@code imap-PORT}. */
  public static Service starttls(StarttlsProtocol protocol, Port port) {
    return new Service(
        port.equals(protocol.port()) ? protocol.toString() : protocol + "-" + port,
        port,
        Kind.STARTTLS);
  }

  /**
   * Reads an entry of {@code starttls-ports}.
   *
   * @throws WrongValueException if there is no such protocol
   */
  public static Service parseStarttls(String text) {
    return StarttlsProtocol.parse(text);
  }

  /** What is spoken before TLS; empty if nothing is. */
  public Optional<StarttlsProtocol> preamble() {
    return kind != Kind.STARTTLS
        ? Optional.empty()
        : Arrays.stream(StarttlsProtocol.values())
            .filter(
                protocol -> name.equals(protocol.toString()) || name.equals(protocol + "-" + port))
            .findFirst();
  }

  @Override
  public int compareTo(Service other) {
    return port.compareTo(other.port);
  }

  @Override
  public String toString() {
    return name;
  }
}
