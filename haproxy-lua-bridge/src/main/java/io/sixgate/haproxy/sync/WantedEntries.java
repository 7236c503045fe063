package io.sixgate.haproxy.sync;

import io.sixgate.haproxy.map.EntryTable;
import io.sixgate.haproxy.map.NamedMap;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.CustomerChange;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an agent's maps should hold, with a digest that a change costs only what it touches. */
public final class WantedEntries<M extends Enum<M> & NamedMap> {
  private final Map<M, Map<String, String>> entries;
  private final Class<M> kinds;
  private long digest;

  public WantedEntries(Class<M> kinds) {
    this.kinds = kinds;
    this.entries = new EnumMap<>(kinds);
    clear();
  }

  /** What a map should hold; a view. */
  public Map<String, String> entries(M map) {
    return Collections.unmodifiableMap(entries.get(map));
  }

  /**
   * A name for the content, 16 hexadecimal digits: the same on every gateway whose maps should hold
   * the same. A sum over the entries, so that a change costs what it touches.
   */
  public String generation() {
    return "%016x".formatted(digest);
  }

  public void put(M map, String key, String value) {
    String before = entries.get(map).put(key, value);
    if (before != null) {
      digest -= digest(map, key, before);
    }
    digest += digest(map, key, value);
  }

  public void drop(M map, String key) {
    String before = entries.get(map).remove(key);
    if (before != null) {
      digest -= digest(map, key, before);
    }
  }

  public void clear() {
    digest = 0;
    for (M map : kinds.getEnumConstants()) {
      entries.put(map, new EntryTable());
    }
  }

  /** Enters the customer's prefixes. */
  public void putPrefixes(M map, Customer customer) {
    for (Ipv6Prefix prefix : customer.prefixes()) {
      put(map, prefix.toString(), customer.name().toString());
    }
  }

  /**
   * Takes over the customers' prefixes. They are few beside hosts: all of a changed customer are
   * taken anew.
   *
   * @param keys gets the touched keys
   */
  public void updatePrefixes(M map, Inventory from, Inventory to, Set<String> keys) {
    List<CustomerChange> changes = Inventory.customerChanges(from, to);
    // All removals first: a prefix may have moved from one customer to another.
    for (Customer before : changes.stream().flatMap(change -> change.before().stream()).toList()) {
      for (Ipv6Prefix prefix : before.prefixes()) {
        drop(map, prefix.toString());
        keys.add(prefix.toString());
      }
    }
    for (Customer after : changes.stream().flatMap(change -> change.after().stream()).toList()) {
      putPrefixes(map, after);
      after.prefixes().forEach(prefix -> keys.add(prefix.toString()));
    }
  }

  /** SplittableRandom's mixing of 64 bits: equal sums of different entries become unlikely. */
  private static long digest(NamedMap map, String key, String value) {
    long bits = ((long) key.hashCode() << 32) + value.hashCode() * 31L + map.file().hashCode();
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }
}
