package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A service for which a port is lent: one of the registered names, or {@code tcp-PORT} or {@code
 * udp-PORT}.
 *
 * @param name as it is written
 * @param protocols tcp, udp, or both at the same port (dns)
 */
public record LeasedService(String name, Set<Protocol> protocols, Port port) {
  private static final Map<String, LeasedService> BY_NAME = new TreeMap<>();

  static {
    register("ftp", 21);
    register("ssh", 22);
    register("telnet", 23);
    register("smtp", 25);
    register("http", 80);
    register("pop3", 110);
    register("nntp", 119);
    register("imap", 143);
    register("ldap", 389);
    register("https", 443);
    register("submissions", 465);
    register("submission", 587);
    register("ldaps", 636);
    register("ftps", 990);
    register("imaps", 993);
    register("pop3s", 995);
    register("xmpp", 5222);
    register("xmpp-server", 5269);
    register("postgresql", 5432);
    BY_NAME.put("dns", new LeasedService("dns", EnumSet.allOf(Protocol.class), new Port(53)));
    BY_NAME.put("sip", new LeasedService("sip", EnumSet.allOf(Protocol.class), new Port(5060)));
    BY_NAME.put("ntp", new LeasedService("ntp", EnumSet.of(Protocol.UDP), new Port(123)));
  }

  public LeasedService {
    protocols = Set.copyOf(protocols);
  }

  private static void register(String name, int port) {
    BY_NAME.put(name, new LeasedService(name, EnumSet.of(Protocol.TCP), new Port(port)));
  }

  /** The names that have a port of their own, in alphabetical order. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /**
   * Reads the name of a service.
   *
   * @throws WrongValueException if the text is neither a known name nor {@code tcp-PORT} or {@code
   *     udp-PORT}
   */
  public static LeasedService parse(String text) {
    LeasedService known = BY_NAME.get(text);
    if (known != null) {
      return known;
    }
    Optional<Protocol> protocol =
        text.startsWith("tcp-")
            ? Optional.of(Protocol.TCP)
            : text.startsWith("udp-") ? Optional.of(Protocol.UDP) : Optional.empty();
    if (protocol.isEmpty()) {
      throw new WrongValueException(
          "it is not a service that can be lent",
          "use one of " + String.join(", ", BY_NAME.keySet()) + ", or tcp-PORT or udp-PORT");
    }
    Port port = Port.parse(text.substring(4));
    return new LeasedService(text, EnumSet.of(protocol.get()), port);
  }

  @Override
  public String toString() {
    return name;
  }
}
