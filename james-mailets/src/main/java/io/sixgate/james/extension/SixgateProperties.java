package io.sixgate.james.extension;

import io.sixgate.inventory.model.MailService;
import io.sixgate.james.incoming.IncomingSettings;
import io.sixgate.james.outgoing.OutgoingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.configuration2.Configuration;

/**
 * {@code sixgate.properties}: what a stock James has to know and the inventory does not say.
 *
 * @param inventory folder with gateway.yaml and the customers' folders
 * @param state folder of the spools; made if absent
 * @param authorities PEM file of those trusted for verified TLS
 * @param waitingPerCustomer bytes that may wait of one customer, in and out each
 * @param diskFree bytes of the disk that stay free
 * @param recipientMemory how long a recipient counts as known after the primary confirmed it
 */
record SixgateProperties(
    Path inventory,
    Path state,
    Path authorities,
    long waitingPerCustomer,
    long diskFree,
    Duration recipientMemory) {

  static SixgateProperties of(Configuration file) {
    return new SixgateProperties(
        Path.of(file.getString("inventory", "/etc/sixgate/inventory")),
        Path.of(file.getString("state", "/var/lib/sixgate/mail")),
        Path.of(file.getString("authorities", "/etc/ssl/certs/ca-certificates.crt")),
        atLeast(1, "waiting-per-customer", file.getLong("waiting-per-customer", 2048)) << 20,
        atLeast(0, "disk-free", file.getLong("disk-free", 256)) << 20,
        Duration.ofDays(atLeast(1, "recipient-memory", file.getLong("recipient-memory", 90))));
  }

  private static long atLeast(long least, String key, long value) {
    if (value < least || value > 1_000_000_000) {
      throw new IllegalArgumentException(
          "sixgate.properties: %s: %d is wrong; use %d to 1000000000".formatted(key, value, least));
    }
    return value;
  }

  IncomingSettings incoming(MailService mail) {
    IncomingSettings standard = IncomingSettings.of(mail, state.resolve("in"));
    return new IncomingSettings(
        standard.name(),
        standard.state(),
        authorities,
        standard.timeouts(),
        standard.spool(),
        waitingPerCustomer,
        diskFree,
        recipientMemory);
  }

  OutgoingSettings outgoing(MailService mail) throws IOException {
    return outgoing(mail, "out");
  }

  /** Of reports to the senders of what a primary refused later. */
  OutgoingSettings reports(MailService mail) throws IOException {
    return outgoing(mail, "in/reports");
  }

  private OutgoingSettings outgoing(MailService mail, String folder) throws IOException {
    OutgoingSettings standard = OutgoingSettings.of(mail, state.resolve(folder), inventory);
    return new OutgoingSettings(
        standard.name(),
        standard.state(),
        standard.keys(),
        standard.lookup(),
        authorities,
        standard.reachable(),
        standard.port(),
        standard.spool(),
        waitingPerCustomer,
        diskFree);
  }
}
