package io.sixgate.dns.resolver;

import io.sixgate.dns.cdb.Bytes;
import io.sixgate.dns.cdb.Entries;
import io.sixgate.dns.cdb.EntriesBuilder;
import io.sixgate.dns.dnsdist.Digest;
import io.sixgate.dns.table.Table;
import io.sixgate.dns.wire.WireName;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Resolver;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From whom A records are hidden, and for which names no AAAA is made.
 *
 * <p>dnsdist looks a client's network up by one length at a time. So each prefix is written as
 * networks of the next of a few lengths. The lengths that customers have are looked up always, so
 * that the first customer of one needs no restart of dnsdist; the others where they are used.
 *
 * @param entries of each table
 * @param lengths of networks that have a table, in order
 * @param problems prefixes that are too wide
 */
record ClientTables(
    Map<Table, Entries> entries, List<Integer> lengths, String generation, List<String> problems) {
  static final Table NEVER = new Table("never-synthesise", false);

  private static final List<Integer> LENGTHS = List.of(48, 56, 64, 80, 96, 112, 128);
  private static final List<Integer> ALWAYS = List.of(48, 56, 64);
  private static final int MOST_BITS = 16;
  private static final Bytes HIDE = Bytes.of("hide");

  static ClientTables of(Inventory inventory, Resolver resolver) {
    SortedMap<Integer, EntriesBuilder> networks = new TreeMap<>();
    ALWAYS.forEach(length -> networks.put(length, new EntriesBuilder()));
    List<String> problems = new ArrayList<>();
    for (Customer customer : inventory.customers().values()) {
      for (Ipv6Prefix prefix : customer.ipv6Only()) {
        int length =
            LENGTHS.stream().filter(one -> one >= prefix.length()).findFirst().orElseThrow();
        if (length - prefix.length() > MOST_BITS) {
          problems.add(
              "%s/customer.yaml: ipv6-only: %s is too wide to hide A records from; list prefixes of at most a /32"
                  .formatted(customer.name(), prefix));
        } else {
          add(prefix, length, networks.computeIfAbsent(length, l -> new EntriesBuilder()));
        }
      }
    }
    Map<Table, Entries> entries = new LinkedHashMap<>();
    EntriesBuilder never = new EntriesBuilder();
    resolver.neverSynthesised().forEach(name -> never.put(WireName.of(name), Bytes.of("never")));
    entries.put(NEVER, never.build());
    networks.forEach((length, all) -> entries.put(table(length), all.build()));
    return new ClientTables(entries, List.copyOf(networks.keySet()), generation(entries), problems);
  }

  static Table table(int length) {
    return new Table("ipv6-only-" + length, true);
  }

  private static void add(Ipv6Prefix prefix, int length, EntriesBuilder networks) {
    Ipv6Address first = prefix.address();
    long count = 1L << (length - prefix.length());
    for (long i = 0; i < count; i++) {
      Ipv6Address network =
          length <= 64
              ? new Ipv6Address(first.high() | i << (64 - length), first.low())
              : new Ipv6Address(first.high(), first.low() | i << (128 - length));
      networks.put(Table.key(network), HIDE);
    }
  }

  private static String generation(Map<Table, Entries> entries) {
    Digest digest = new Digest();
    entries.forEach(
        (table, all) -> {
          digest.add(table.name());
          all.keySet().forEach(key -> digest.add(key.content()));
        });
    return digest.text();
  }
}
