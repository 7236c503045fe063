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

  static Object of(EntryValue value) {
    return value.match(
        text -> text.text(), number -> number.digits(), list -> list.texts(), Shape::keys);
  }

  private static Keys keys(EntryValue.Keys keys) {
    List<Object> values = new ArrayList<>();
    keys.values()
        .forEach(
            (key, value) -> {
              values.add(key);
              values.add(of(value));
            });
    return new Keys(values);
  }

  /** A map with this key at its place, or behind the others. */
  static Keys with(Keys map, String key, Object value) {
    List<Object> values = new ArrayList<>(map.values());
    for (int i = 0; i < values.size(); i += 2) {
      if (values.get(i).equals(key)) {
        values.set(i + 1, value);
        return new Keys(values);
      }
    }
    values.add(key);
    values.add(value);
    return new Keys(values);
  }
}
