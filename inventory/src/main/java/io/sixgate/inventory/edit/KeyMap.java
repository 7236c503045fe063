package io.sixgate.inventory.edit;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys and values, in braces or on lines of their own. */
final class KeyMap {
  private final Layout layout;
  private final MappingNode map;

  KeyMap(Layout layout, MappingNode map) {
    this.layout = layout;
    this.map = map;
  }

  static Optional<NodeTuple> tuple(MappingNode map, String key) {
    return map.getValue().stream()
        .filter(t -> t.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .findFirst();
  }

  /** The key with this value: in the place of the present one, or behind the other keys. */
  List<Splice> put(String key, EntryValue value, EntryText text) {
    Optional<Node> present = tuple(map, key).map(NodeTuple::getValueNode);
    if (present.isPresent()) {
      int start = layout.start(present.get());
      int end = layout.end(present.get());
      // A key without a value ends at its colon.
      return List.of(new Splice(start, end, (start < end ? "" : " ") + text.flow(value)));
    }
    String pair = text.pair(key, value);
    if (Layout.isBlock(map)) {
      int behind = layout.lineBehind(layout.end(map));
      int column = layout.column(layout.start(map));
      return List.of(layout.lines(behind, BlockList.indented(List.of(pair), column)));
    }
    return List.of(addToFlow(pair));
  }

  /** Before the closing brace, with the commas that it needs. */
  Splice addToFlow(String pair) {
    int close = layout.end(map) - 1;
    if (map.getValue().isEmpty()) {
      return Splice.insert(close, pair);
    }
    int end = layout.end(Layout.last(map.getValue()).getValueNode());
    int comma = layout.comma(end, close);
    return comma < 0 ? Splice.insert(end, ", " + pair) : Splice.insert(comma + 1, " " + pair + ",");
  }
}
