package io.sixgate.dns.zones;

import io.sixgate.dns.dnsdist.LuaText;
import io.sixgate.inventory.net.ServerAddress;
import java.util.Comparator;

/**
 * One name server in one of dnsdist's pools. What it is stands in its name, so that it can be read
 * back: dnsdist tells nothing but names.
 *
 * @param pool the servers of a zone, by name
 */
record Backend(NameServers pool, ServerAddress address) implements Comparable<Backend> {
  private static final Comparator<Backend> ORDER = Comparator.comparing(Backend::name);

  /** E.g. {@code 2001:db8:a::53 [2001:db8:a::53]:53}. */
  String name() {
    return pool.name() + " " + address;
  }

  /** By a function of zones.lua. */
  String add() {
    return "sixgate.add(%s, %s, %s, %b, %b)"
        .formatted(
            LuaText.quoted(name()),
            LuaText.quoted(address.toString()),
            LuaText.quoted(pool.name()),
            pool.proxyProtocol(),
            pool.keepsAnswers());
  }

  static String removal(String name) {
    return "sixgate.remove(" + LuaText.quoted(name) + ")";
  }

  @Override
  public int compareTo(Backend other) {
    return ORDER.compare(this, other);
  }
}
