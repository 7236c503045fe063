package io.sixgate.forward.listen;

import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Ports, joined to as few ranges as possible. */
final class PortSet {
  private final BitSet ports = new BitSet(65536);

  void add(PortRange range) {
    ports.set(range.first().number(), range.last().number() + 1);
  }

  void add(Port port) {
    ports.set(port.number());
  }

  void remove(PortSet others) {
    ports.andNot(others.ports);
  }

  List<PortRange> ranges() {
    List<PortRange> ranges = new ArrayList<>();
    for (int first = ports.nextSetBit(0); first >= 0; ) {
      int end = ports.nextClearBit(first);
      ranges.add(new PortRange(new Port(first), new Port(end - 1)));
      first = ports.nextSetBit(end);
    }
    return ranges;
  }
}
