package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.ServerAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The gateway's own mail server: relay for customers' domains and, if wanted, smarthost for hosts.
 *
 * @param name what it calls itself, and what customers' MX records point to
 * @param certificate for STARTTLS; none: TLS is not offered
 * @param listen where it takes mail for customers' domains; never empty
 * @param proxyProtocol whether connections to {@code listen} begin with a PROXY header
 * @param resolver a resolver that validates DNSSEC; none: the system's
 * @param largestMebibytes of a message, in and out
 * @param connectionsPerDestination at a time, to one customer's server, with mail that has waited
 * @param spool of mail for customers' servers
 * @param checks of those who send to customers' domains
 */
public record MailService(
    Hostname name,
    Optional<Certificate> certificate,
    List<ServerAddress> listen,
    boolean proxyProtocol,
    Optional<ServerAddress> resolver,
    int largestMebibytes,
    int connectionsPerDestination,
    MailSpool spool,
    MailChecks checks,
    Optional<Smarthost> smarthost) {
  /** Of a message, where nothing else is said. */
  public static final int LARGEST_MEBIBYTES = 50;

  /** To one customer's server, where nothing else is said. */
  public static final int CONNECTIONS = 5;

  public MailService {
    listen = List.copyOf(listen);
  }

  /** All on which it listens: for customers' domains, and for hosts that send. */
  public List<ServerAddress> sockets() {
    return Stream.concat(
            listen.stream(), smarthost.stream().flatMap(hosts -> hosts.sockets().stream()))
        .toList();
  }

  /** In bytes. */
  public long largestMessage() {
    return (long) largestMebibytes << 20;
  }

  /**
   * A certificate on the gateway's disk, in PEM.
   *
   * @param chain the certificate, and those that lead to its authority
   */
  public record Certificate(Path chain, Path key) {}
}
