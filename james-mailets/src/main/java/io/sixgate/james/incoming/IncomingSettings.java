package io.sixgate.james.incoming;

import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.james.smtp.Timeouts;
import io.sixgate.james.spool.SpoolSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How mail for customers' domains is taken.
 *
 * @param name of the relay: in EHLO towards primaries and in headers
 * @param state folder of spool and known recipients; made if absent
 * @param authorities PEM file of those trusted for {@code tls: verified}
 * @param timeouts towards primaries
 * @param spool how waiting mail is handed over
 * @param quota bytes that may wait for one customer
 * @param keepFree bytes of the disk that stay free
 * @param recipientMemory how long a recipient counts as known after the primary confirmed it
 */
public record IncomingSettings(
    Hostname name,
    Path state,
    Path authorities,
    Timeouts timeouts,
    SpoolSettings spool,
    long quota,
    long keepFree,
    Duration recipientMemory) {

  /** As gateway.yaml says; Debian's authorities, 256 MiB of free disk, 90 days of memory. */
  public static IncomingSettings of(MailService mail, Path state) {
    return new IncomingSettings(
        mail.name(),
        state,
        Path.of("/etc/ssl/certs/ca-certificates.crt"),
        Timeouts.PRIMARY,
        SpoolSettings.PRIMARIES
            .with(mail.spool())
            .withSessionsPerDestination(mail.connectionsPerDestination()),
        mail.spool().bytesPerCustomer(),
        256L << 20,
        Duration.ofDays(90));
  }
}
