package io.sixgate.inventory.edit;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a node says, however it is written: a text, a list of shapes, or {@link Keys}. The reader
 * takes values as text, so quotes make no difference.
 */
final class Shape {
  private Shape() {}

  /** Keys and values in their order, alternating. */
  record Keys(List<Object> values) {}

  static Object of(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    if (node instanceof SequenceNode list) {
      return list.getValue().stream().map(Shape::of).toList();
    }
    if (node instanceof MappingNode map) {
      List<Object> values = new ArrayList<>();
      for (NodeTuple tuple : map.getValue()) {
        values.add(of(tuple.getKeyNode()));
        values.add(of(tuple.getValueNode()));
      }
      return new Keys(values);
    }
    throw new IllegalArgumentException("no such node in the inventory: " + node);
  }

  static Object of(EndpointEntry entry) {
    if (entry.isNameOnly()) {
      return entry.name().toString();
    }
    List<Object> values = new ArrayList<>(List.of("name", entry.name().toString()));
    entry.clientAddress().ifPresent(mode -> values.addAll(List.of("client-address", mode.text())));
    if (!entry.services().isEmpty()) {
      values.addAll(List.of("services", entry.services()));
    }
    if (!entry.ports().isEmpty()) {
      List<Object> ports = new ArrayList<>();
      entry.ports().forEach((service, port) -> ports.addAll(List.of(service, port.toString())));
      values.addAll(List.of("ports", new Keys(ports)));
    }
    return new Keys(values);
  }
}
