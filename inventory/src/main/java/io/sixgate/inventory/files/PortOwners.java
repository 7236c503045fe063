package io.sixgate.inventory.files;

import io.sixgate.inventory.files.Ownership.Listed;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.PortRange;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which customer the gateway's ports belong to, on all of its own addresses. A table of all ports,
 * since a customer may list as many ranges as he likes.
 */
final class PortOwners {
  private static final int END = 65536;
  private static final PortOwners NOBODY = new PortOwners(new Label[END]);

  private final Label[] owners;

  private PortOwners(Label[] owners) {
    this.owners = owners;
  }

  static PortOwners none() {
    return NOBODY;
  }

  /** By what is left of all customers' lists, in which no port is two customers'. */
  static PortOwners of(Map<Label, List<PortRange>> lists) {
    Label[] owners = new Label[END];
    lists.forEach(
        (customer, ranges) ->
            ranges.forEach(range -> set(range).stream().forEach(port -> owners[port] = customer)));
    return new PortOwners(owners);
  }

  private static BitSet set(PortRange range) {
    BitSet ports = new BitSet();
    ports.set(range.first().number(), range.last().number() + 1);
    return ports;
  }

  /** A range that shares a port with another customer's, and one of those: for each such range. */
  static Map<Listed<PortRange>, Listed<PortRange>> shared(List<Listed<PortRange>> all) {
    Map<Integer, Listed<PortRange>> first = new HashMap<>();
    Map<Integer, Listed<PortRange>> second = new HashMap<>();
    Map<Label, BitSet> seen = new HashMap<>();
    for (Listed<PortRange> listed : all) {
      // A port that a customer lists over and over is looked at once.
      BitSet ports = set(listed.declared().value());
      BitSet before = seen.computeIfAbsent(listed.customer(), customer -> new BitSet());
      ports.andNot(before);
      before.or(ports);
      ports.stream()
          .filter(port -> first.putIfAbsent(port, listed) != null)
          .forEach(port -> second.putIfAbsent(port, listed));
    }
    BitSet contested = new BitSet();
    second.keySet().forEach(contested::set);
    Map<Listed<PortRange>, Listed<PortRange>> shared = new HashMap<>();
    for (Listed<PortRange> listed : all) {
      int port = contested.nextSetBit(listed.declared().value().first().number());
      if (port >= 0 && port <= listed.declared().value().last().number()) {
        boolean isFirst = first.get(port).customer().equals(listed.customer());
        shared.put(listed, isFirst ? second.get(port) : first.get(port));
      }
    }
    return shared;
  }

  /** Who else than the customer has one of the ports. */
  Optional<Label> another(PortRange ports, Label customer) {
    return IntStream.rangeClosed(ports.first().number(), ports.last().number())
        .mapToObj(port -> owners[port])
        .filter(owner -> owner != null && !owner.equals(customer))
        .findFirst();
  }

  /** The ports whose owner is another than before. */
  BitSet changedSince(PortOwners before) {
    BitSet changed = new BitSet();
    IntStream.range(0, END)
        .filter(port -> !Objects.equals(owners[port], before.owners[port]))
        .forEach(changed::set);
    return changed;
  }
}
