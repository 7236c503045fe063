package io.sixgate.nat64.share;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ports of one address of the pool. */
public record Block(Ipv4Address address, PortRange ports) implements Comparable<Block> {
  private static final Comparator<Block> ORDER =
      Comparator.comparing((Block block) -> Integer.toUnsignedLong(block.address().bits()))
          .thenComparing(block -> block.ports().first())
          .thenComparing(block -> block.ports().last());

  /** Both ends belong to it. */
  public static Block of(Ipv4Address address, int first, int last) {
    return new Block(address, new PortRange(new Port(first), new Port(last)));
  }

  public boolean contains(Ipv4Address other, Port port) {
    return address.equals(other) && ports.contains(port);
  }

  public boolean overlaps(Block other) {
    return address.equals(other.address) && ports.overlaps(other.ports);
  }

  /** What is left of this one without the others. */
  public List<Block> without(List<Block> others) {
    List<Block> left = List.of(this);
    for (Block other : others) {
      if (overlaps(other)) {
        left = left.stream().flatMap(part -> part.without(other).stream()).toList();
      }
    }
    return left;
  }

  private List<Block> without(Block other) {
    if (!overlaps(other)) {
      return List.of(this);
    }
    List<Block> left = new ArrayList<>(2);
    int first = ports.first().number();
    int last = ports.last().number();
    int otherFirst = other.ports.first().number();
    int otherLast = other.ports.last().number();
    if (first < otherFirst) {
      left.add(of(address, first, otherFirst - 1));
    }
    if (otherLast < last) {
      left.add(of(address, otherLast + 1, last));
    }
    return left;
  }

  @Override
  public int compareTo(Block other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return address + " " + ports;
  }
}
