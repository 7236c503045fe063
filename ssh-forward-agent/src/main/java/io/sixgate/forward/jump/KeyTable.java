package io.sixgate.forward.jump;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Ipv6Address;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Each key that may use the jump host, and its line of authorized_keys, kept up with the inventory:
 * a change of one customer costs that customer's keys.
 */
final class KeyTable {
  /** SSH_AUTHOPT_PERMIT_MAX of OpenSSH: with more in a line sshd refuses the key. */
  static final int MOST_DESTINATIONS = 4096;

  /** Nothing but forwards; and of these nothing but those named behind it: sshd(8). */
  private static final String OPTIONS = "restrict,port-forwarding";

  private record Holder(Customer customer, Grants grants) {}

  private final Map<Label, Holder> holders = new HashMap<>();

  /** By the file's name; a key may be several customers'. */
  private final Map<String, SortedMap<Label, JumpKey>> customers = new HashMap<>();

  private final SortedMap<String, String> lines = new TreeMap<>();

  /** Of all lines' digests, whatever their order. */
  private long sum;

  private Gateway gateway;
  private Set<Ipv6Address> own = Set.of();

  /** By the file's name, its one line. */
  SortedMap<String, String> lines() {
    return lines;
  }

  /** A name for the content, equal on gateways that let the same keys in; costs nothing. */
  String generation() {
    return "%016x".formatted(sum);
  }

  /** Customers whose keys do not reach all their hosts, in the operator's words. */
  List<String> problems() {
    return holders.entrySet().stream()
        .filter(holder -> holder.getValue().grants().destinations().size() > MOST_DESTINATIONS)
        .map(
            holder ->
                "customer %s has %d hosts: sshd takes %d addresses and names for a key, so the last ones are not reached through the jump host"
                    .formatted(
                        holder.getKey(), holder.getValue().grants().hosts(), MOST_DESTINATIONS))
        .sorted()
        .toList();
  }

  /**
   * Takes the inventory's new state.
   *
   * @param machine the addresses of this machine
   */
  @SuppressWarnings("ReferenceEquality") // the same instance is the same: this makes it cheap
  void update(Inventory now, Set<Ipv6Address> machine) {
    boolean all = !now.gateway().equals(gateway) || !machine.equals(own);
    gateway = now.gateway();
    own = Set.copyOf(machine);
    Set<String> touched = new LinkedHashSet<>();
    for (Label name : new TreeSet<>(holders.keySet())) {
      if (!now.customers().containsKey(name)) {
        put(name, null, touched);
      }
    }
    for (Customer customer : now.customers().values()) {
      Holder before = holders.get(customer.name());
      if (all || before == null || before.customer() != customer) {
        put(customer.name(), customer, touched);
      }
    }
    touched.forEach(this::render);
  }

  private void put(Label name, Customer customer, Set<String> touched) {
    Holder before = holders.remove(name);
    if (before != null) {
      for (JumpKey key : before.grants().keys()) {
        customers.get(key.file()).remove(name);
        touched.add(key.file());
      }
    }
    if (customer != null) {
      Grants grants = Grants.of(gateway, customer, own);
      holders.put(name, new Holder(customer, grants));
      for (JumpKey key : grants.keys()) {
        customers.computeIfAbsent(key.file(), file -> new TreeMap<>()).put(name, key);
        touched.add(key.file());
      }
    }
  }

  private void render(String file) {
    SortedMap<Label, JumpKey> of = customers.get(file);
    // Few come before many: whoever lists another customer's key does not push its hosts out.
    List<String> destinations =
        of.keySet().stream()
            .map(customer -> holders.get(customer).grants().destinations())
            .sorted(Comparator.comparingInt(List::size))
            .flatMap(List::stream)
            .toList();
    if (destinations.isEmpty()) {
      // Without permitopen the line would open everything.
      forget(lines.remove(file));
      if (of.isEmpty()) {
        customers.remove(file);
      }
      return;
    }
    Stream<String> permits =
        destinations.stream()
            .limit(MOST_DESTINATIONS)
            .map(destination -> ",permitopen=\"" + destination + "\"");
    String line =
        OPTIONS + String.join("", permits.toList()) + " " + of.get(of.firstKey()).text() + "\n";
    forget(lines.put(file, line));
    sum += digest(line);
  }

  private void forget(String line) {
    sum -= line == null ? 0 : digest(line);
  }

  /** The multiplier spreads a text's 32 bits over 64, so that equal sums are unlikely. */
  private static long digest(String line) {
    return line.hashCode() * 0x9e3779b97f4a7c15L;
  }
}
