package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.List;

/** What customer.yaml says. */
record CustomerDeclaration(
    Label name, List<Declared<Ipv6Prefix>> prefixes, List<Declared<Hostname>> domains) {
  CustomerDeclaration {
    prefixes = List.copyOf(prefixes);
    domains = List.copyOf(domains);
  }
}
