package io.sixgate.james.outgoing;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.model.MailSpool;
import io.sixgate.inventory.model.Smarthost;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.james.dns.Lookup;
import io.sixgate.james.dns.ResolverLookup;
import io.sixgate.james.spool.SpoolSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiPredicate;

/**
 * How mail of hosts is taken and sent.
 *
 * @param name of the relay, who reports what cannot be delivered
 * @param state folder of the spool; made if absent
 * @param keys folder of the inventory, in which the customers' DKIM keys lie
 * @param authorities PEM file of those trusted for MTA-STS
 * @param reachable to which addresses mail may go
 * @param port of the internet's mail servers
 * @param quota bytes that may wait of one customer
 * @param keepFree bytes of the disk that stay free
 */
public record OutgoingSettings(
    Hostname name,
    Path state,
    Path keys,
    Lookup lookup,
    Path authorities,
    BiPredicate<IpAddress, Gateway> reachable,
    Port port,
    SpoolSettings spool,
    long quota,
    long keepFree) {

  /**
   * As gateway.yaml says; Debian's authorities, port 25, 256 MiB of free disk.
   *
   * @throws IOException if gateway.yaml names no resolver and the system neither
   */
  public static OutgoingSettings of(MailService mail, Path state, Path inventory)
      throws IOException {
    ServerAddress resolver =
        mail.resolver().isPresent()
            ? mail.resolver().get()
            : ResolverLookup.ofSystem(Path.of("/etc/resolv.conf"));
    int connections =
        mail.smarthost().map(Smarthost::connectionsPerDestination).orElse(Smarthost.CONNECTIONS);
    MailSpool spool = mail.smarthost().map(Smarthost::spool).orElse(MailSpool.OUT);
    return new OutgoingSettings(
        mail.name(),
        state,
        inventory,
        new ResolverLookup(resolver),
        Path.of("/etc/ssl/certs/ca-certificates.crt"),
        Reachable::is,
        new Port(25),
        SpoolSettings.INTERNET.with(spool).withSessionsPerDestination(connections),
        spool.bytesPerCustomer(),
        256L << 20);
  }
}
