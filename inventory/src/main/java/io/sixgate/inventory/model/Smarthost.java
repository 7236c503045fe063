package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How hosts send mail.
 *
 * @param address where hosts hand it in: ports 25, 465 and 587; only they should reach it
 * @param name of the certificate that hosts see
 * @param certificate without it there is neither STARTTLS nor port 465, and no login
 * @param perHost what each host may send
 * @param perCustomer what all hosts of a customer may send together
 * @param connectionsPerDestination at a time, to one mail server
 * @param spool of mail for the internet
 * @param spamCheck rspamd, if it is asked
 * @param pools from which addresses mail leaves; the first is for every customer that no other
 *     names; empty: from the kernel's choice, under the name of the relay
 */
public record Smarthost(
    Ipv6Address address,
    Hostname name,
    Optional<MailService.Certificate> certificate,
    Rate perHost,
    Rate perCustomer,
    int connectionsPerDestination,
    MailSpool spool,
    Optional<SpamCheck> spamCheck,
    List<Pool> pools) {

  public static final Rate HOST_RATE = new Rate(500, 2000, 100);
  public static final Rate CUSTOMER_RATE = new Rate(2000, 8000, 400);
  public static final int CONNECTIONS = 10;

  /** Where TLS is by STARTTLS. */
  public static final List<Port> PLAIN_PORTS = List.of(new Port(25), new Port(587));

  /** Where it is from the first byte. */
  public static final Port TLS_PORT = new Port(465);

  public Smarthost {
    pools = List.copyOf(pools);
  }

  /** Where hosts hand mail in; on port 465 only with a certificate. */
  public List<ServerAddress> sockets() {
    return Stream.concat(PLAIN_PORTS.stream(), certificate.stream().map(any -> TLS_PORT))
        .map(port -> new ServerAddress(address, port))
        .toList();
  }

  /** The pool of a customer; none if there are no pools at all. */
  public Optional<Pool> pool(Label customer) {
    return pools.stream()
        .filter(pool -> pool.customers().contains(customer))
        .findFirst()
        .or(() -> pools.stream().findFirst());
  }

  /**
   * What may be sent in an hour.
   *
   * @param messages an hour
   * @param recipients an hour
   * @param burst how many messages, and how many recipients, may come at once
   */
  public record Rate(int messages, int recipients, int burst) {}

  /** rspamd over HTTP, and what happens to mail while it does not answer. */
  public record SpamCheck(URI url, WhenUnreachable whenUnreachable) {}

  /** What becomes of mail that rspamd could not look at. */
  public enum WhenUnreachable {
    /** 451: the host keeps it and tries again. */
    DEFER,
    /** It is sent unseen. */
    ACCEPT;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Addresses from which the mail of some customers leaves, so that they share a reputation. */
  public record Pool(Label name, Set<Label> customers, List<Source> sources) {
    public Pool {
      customers = Set.copyOf(new HashSet<>(customers));
      sources = List.copyOf(sources);
    }
  }

  /** An address of the gateway, and the name to which it resolves and that it says in EHLO. */
  public record Source(IpAddress address, Hostname name) {}
}
