package io.sixgate.nat64.state;

import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a state Jool can hold. Its table is one-to-one in both directions (RFC 6146, 3.1): of
 * several ports of the gateway only one can lead to the same port of a host, or else an answer of
 * the host would have several ways back. Jool refuses the second by EEXIST, and where an instance
 * is made of a file, the whole file. So the first by address and number is kept.
 *
 * @param state without the others
 * @param leftOut the others
 */
public record OneToOne(Nat64State state, List<LeftOut> leftOut) {
  public OneToOne {
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Ports that lead nowhere.
   *
   * @param target where the first of them should lead
   * @param kept the ports that lead there in their place
   */
  public record LeftOut(Inbound ports, Target target, Inbound kept) {}

  private record HostSide(Protocol protocol, Ipv6Address address) {}

  /** Adjacent ports of a host that adjacent ports of the gateway lead to. */
  private record Way(int hostFirst, Inbound from) {
    int hostLast() {
      return hostFirst + from.ports().size() - 1;
    }

    /** Those of the gateway's ports that lead to these of the host. */
    Inbound part(int first, int last) {
      int shift = from.ports().first().number() - hostFirst;
      PortRange ports = new PortRange(new Port(first + shift), new Port(last + shift));
      return new Inbound(from.address(), from.protocol(), ports);
    }
  }

  /** Splits: pure; costs no more than sorting. */
  public static OneToOne of(Nat64State all) {
    Map<HostSide, TreeMap<Integer, Way>> taken = new HashMap<>();
    SortedMap<Inbound, Target> kept = new TreeMap<>();
    List<LeftOut> leftOut = new ArrayList<>();
    all.inbound()
        .forEach(
            (inbound, target) -> {
              if (inbound.address() instanceof Ipv4Address) {
                HostSide host = new HostSide(inbound.protocol(), target.address());
                Way way = new Way(target.port().number(), inbound);
                enter(
                    way, target, taken.computeIfAbsent(host, h -> new TreeMap<>()), kept, leftOut);
              } else {
                kept.put(inbound, target);
              }
            });
    return leftOut.isEmpty() ? new OneToOne(all, leftOut) : new OneToOne(all.with(kept), leftOut);
  }

  private static void enter(
      Way way,
      Target target,
      TreeMap<Integer, Way> taken,
      SortedMap<Inbound, Target> kept,
      List<LeftOut> leftOut) {
    int first = way.hostFirst();
    while (first <= way.hostLast()) {
      Map.Entry<Integer, Way> before = taken.floorEntry(first);
      Integer after = taken.higherKey(first);
      Target part = new Target(target.owner(), target.address(), new Port(first));
      int last = way.hostLast();
      if (before != null && before.getValue().hostLast() >= first) {
        Way other = before.getValue();
        last = Math.min(last, other.hostLast());
        leftOut.add(new LeftOut(way.part(first, last), part, other.part(first, last)));
      } else {
        last = after == null ? last : Math.min(last, after - 1);
        Inbound free = way.part(first, last);
        kept.put(free, part);
        taken.put(first, new Way(first, free));
      }
      first = last + 1;
    }
  }
}
