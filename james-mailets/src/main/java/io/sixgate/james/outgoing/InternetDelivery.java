package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.model.Smarthost;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.james.smtp.Announcement;
import io.sixgate.james.smtp.Authorities;
import io.sixgate.james.smtp.Printable;
import io.sixgate.james.smtp.Remote;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpClient;
import io.sixgate.james.smtp.Timeouts;
import io.sixgate.james.smtp.TlsPolicy;
import io.sixgate.james.spool.Delivery;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.Handover;
import io.sixgate.james.spool.Refusal;
import io.sixgate.james.spool.SmtpHandover;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** Finds the servers of a domain and tries one after the other (RFC 5321, section 5.1). */
final class InternetDelivery implements Delivery {
  private final Supplier<Optional<Gateway>> gateway;
  private final MailServers servers;
  private final TransportSecurity security;
  private final BiPredicate<IpAddress, Gateway> reachable;
  private final Port port;

  /**
   * @param reachable to which addresses mail may go
   * @param port of mail servers: 25, but in tests
   */
  InternetDelivery(
      Supplier<Optional<Gateway>> gateway,
      MailServers servers,
      TransportSecurity security,
      BiPredicate<IpAddress, Gateway> reachable,
      Port port) {
    this.gateway = gateway;
    this.servers = servers;
    this.security = security;
    this.reachable = reachable;
    this.port = port;
  }

  /** With all that decides how servers are reached: DANE, MTA-STS, pools. */
  static InternetDelivery of(
      OutgoingSettings settings, Supplier<Optional<Gateway>> gateway, Clock clock)
      throws IOException {
    MailServers servers = new MailServers(settings.lookup());
    Authorities authorities = Authorities.of(settings.authorities());
    StsFetch fetch =
        new StsFetch(
            authorities,
            servers,
            address ->
                gateway.get().filter(now -> settings.reachable().test(address, now)).isPresent());
    KeptPolicies kept = new KeptPolicies(settings.state().resolve("mta-sts"));
    StsPolicies policies = new StsPolicies(settings.lookup(), fetch, kept, clock);
    TransportSecurity security = new TransportSecurity(settings.lookup(), policies, authorities);
    return new InternetDelivery(gateway, servers, security, settings.reachable(), settings.port());
  }

  /**
   * What was tried in vain. Whoever has a domain says how many servers it has, and how slow they
   * are: no more is tried in one go than what a sender that means well has need of.
   */
  private static final class Failures {
    private static final int MOST_CONNECTIONS = 10;
    private static final int FEWEST_CONNECTIONS = 2; // RFC 5321, section 5.1
    private static final long LONGEST_NANOS = Duration.ofMinutes(6).toNanos();

    private final long began = System.nanoTime();
    private int connections;
    private final List<String> reasons = new ArrayList<>();
    private boolean mayPass;

    /** Whether another address is to be tried now. */
    boolean allowAnother() {
      boolean soon = System.nanoTime() - began < LONGEST_NANOS;
      return connections < (soon ? MOST_CONNECTIONS : FEWEST_CONNECTIONS);
    }

    void later(String reason) {
      reasons.add(reason);
      mayPass = true;
    }

    void never(String reason) {
      reasons.add(reason);
    }
  }

  @Override
  public Handover open(Destination destination, Envelope first) throws IOException {
    Way way = Way.of(destination);
    Gateway now = gateway.get().orElseThrow(() -> new IOException("the inventory cannot be used"));
    MailService mail =
        now.mail().orElseThrow(() -> new IOException("gateway.yaml has no mail: any more"));
    MailServers.Found found = servers.of(way.domain());
    if (found.never().isPresent()) {
      return new Refusal(found.never().get());
    }
    Failures failures = new Failures();
    for (MailServers.Server server : found.servers()) {
      if (!failures.allowAnother()) {
        break;
      }
      Optional<Handover> open = open(way, server, now, mail, failures);
      if (open.isPresent()) {
        return open.get();
      }
    }
    String reasons = String.join("; ", failures.reasons);
    if (failures.mayPass) {
      throw new IOException(reasons);
    }
    return new Refusal(Reply.of(550, "5.4.4 " + Printable.of(reasons)));
  }

  private Optional<Handover> open(
      Way way, MailServers.Server server, Gateway now, MailService mail, Failures failures) {
    try {
      MailServers.Addresses addresses = servers.addresses(server.name());
      if (addresses.addresses().isEmpty()) {
        failures.never(server.name() + " has no address");
      }
      TlsPolicy tls = null;
      for (IpAddress address : addresses.addresses()) {
        if (!reachable.test(address, now)) {
          failures.never("%s is at %s, where no mail may go".formatted(server.name(), address));
          continue;
        }
        if (!failures.allowAnother()) {
          return Optional.empty();
        }
        if (tls == null) {
          tls = security.towards(way.domain(), server, addresses);
        }
        Optional<Handover> open = open(way, server, address, tls, mail, failures);
        if (open.isPresent()) {
          return open;
        }
      }
    } catch (IOException e) {
      failures.later(e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<Handover> open(
      Way way,
      MailServers.Server server,
      IpAddress address,
      TlsPolicy tls,
      MailService mail,
      Failures failures) {
    Remote remote = Remote.of(address, port).named(server.name());
    String helo = mail.name().text();
    Optional<Smarthost.Pool> pool = way.in(mail);
    if (pool.isPresent()) {
      List<Smarthost.Source> sources =
          pool.get().sources().stream()
              .filter(source -> isIpv4(source.address()) == isIpv4(address))
              .toList();
      if (sources.isEmpty()) {
        failures.later(
            "pool %s has no address from which to reach %s".formatted(pool.get().name(), address));
        return Optional.empty();
      }
      Smarthost.Source source = sources.get(ThreadLocalRandom.current().nextInt(sources.size()));
      remote = remote.from(source.address());
      helo = source.name().text();
    }
    failures.connections++;
    try {
      SmtpClient client = new SmtpClient(helo, tls, Timeouts.INTERNET);
      return Optional.of(new SmtpHandover(client.open(remote, Announcement.NONE)));
    } catch (IOException e) {
      failures.later(e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean isIpv4(IpAddress address) {
    return address.match(v4 -> true, v6 -> false);
  }
}
