package io.sixgate.cli;

import io.sixgate.inventory.dkim.DkimKey;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Mail;
import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.model.Smarthost;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a domain publishes so that its mail goes through the gateway, and is believed. */
final class MailRecords {
  private MailRecords() {}

  /**
   * @param folder of the inventory, in which the customers' keys are
   * @throws IOException if no host sends or receives mail of the domain, or a key cannot be read
   */
  static List<MailRecord> of(Hostname domain, Inventory inventory, Path folder) throws IOException {
    MailService service =
        inventory
            .gateway()
            .mail()
            .orElseThrow(() -> new IOException("gateway.yaml has no mail:, so no mail is served"));
    List<MailRecord> records = new ArrayList<>();
    if (customer(inventory, receives(domain)).isPresent()) {
      // The customer's own server goes before it.
      records.add(new MailRecord(domain + ".", "MX", "20 " + service.name() + "."));
    }
    Optional<Customer> sender = customer(inventory, mail -> mail.sendAs().contains(domain));
    if (sender.isPresent() && service.smarthost().isPresent()) {
      records.add(
          new MailRecord(
              domain + ".",
              "TXT",
              spf(inventory.gateway(), service.smarthost().get(), sender.get())));
      for (DkimKey key : DkimKey.of(folder.resolve(sender.get().name().text()), domain)) {
        records.add(new MailRecord(key.recordName(), "TXT", key.recordText()));
      }
      records.add(new MailRecord("_dmarc." + domain + ".", "TXT", "v=DMARC1; p=none"));
    }
    if (records.isEmpty()) {
      throw new IOException(
          "no host has mail of %s; write it under mail.domains or mail.send-as of a host"
              .formatted(domain));
    }
    return records;
  }

  private static Predicate<Mail> receives(Hostname domain) {
    return mail -> mail.domains().stream().anyMatch(each -> each.name().equals(domain));
  }

  private static Optional<Customer> customer(Inventory inventory, Predicate<Mail> wanted) {
    return inventory.customers().values().stream()
        .filter(
            customer ->
                customer.hosts().values().stream()
                    .anyMatch(host -> host.mail().filter(wanted).isPresent()))
        .findFirst();
  }

  /** Whence the customer's mail comes (RFC 7208); softly, for he may send in other ways, too. */
  private static String spf(Gateway gateway, Smarthost smarthost, Customer customer) {
    Stream<IpAddress> sources =
        smarthost
            .pool(customer.name())
            .map(pool -> pool.sources().stream().map(Smarthost.Source::address))
            .orElseGet(() -> gateway.addresses().stream());
    return sources
        .map(address -> address.match(v4 -> "ip4:" + v4, v6 -> "ip6:" + v6))
        .collect(Collectors.joining(" ", "v=spf1 ", " ~all"));
  }
}
