package io.sixgate.inventory.edit;

import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A host file as it is written, and where its parts are.
 *
 * @param file as problems are to name it
 * @param mark the byte order mark, if there is one
 */
record HostDocument(String file, String mark, Layout layout, MappingNode root) {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  static HostDocument of(byte[] bytes, String file) throws EditRefused {
    List<Problem> problems = new ArrayList<>();
    Optional<String> text = YamlFile.text(bytes, file, problems::add);
    if (text.isEmpty()) {
      throw new EditRefused(problems.get(0));
    }
    boolean marked = bytes.length > 2 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb;
    return of(text.get(), marked ? BYTE_ORDER_MARK : "", file);
  }

  private static HostDocument of(String text, String mark, String file) throws EditRefused {
    List<Problem> problems = new ArrayList<>();
    Optional<Node> root = YamlFile.compose(text, file, problems::add);
    if (root.isEmpty()) {
      throw new EditRefused(problems.get(0));
    }
    if (!(root.get() instanceof MappingNode map)) {
      throw new EditRefused(
          new Problem(
              place(file, root.get()), "", "", "it has no keys and values", "write KEY: VALUE"));
    }
    return new HostDocument(file, mark, new Layout(text), map);
  }

  /** All of it, as it is to be written. */
  String content() {
    return mark + layout.text();
  }

  /**
   * The document with these changes, which must be the change of one key and nothing else, as a
   * reader of YAML sees it.
   *
   * @param wanted the shape of the key's value then
   */
  HostDocument with(String key, List<Splice> splices, Object wanted) throws EditRefused {
    HostDocument after;
    try {
      after = of(Splice.apply(layout.text(), splices), mark, file);
    } catch (EditRefused e) {
      throw outOfReach(key);
    }
    Object now = after.tuple(key).map(t -> Shape.of(t.getValueNode())).orElse(List.of());
    if (!now.equals(wanted) || !after.others(key).equals(others(key))) {
      throw outOfReach(key);
    }
    return after;
  }

  EditRefused refused(Node near, String path, String value, String reason, String remedy) {
    return new EditRefused(new Problem(place(near), path, value, reason, remedy));
  }

  private EditRefused outOfReach(String key) {
    return refused(
        root,
        key,
        "",
        "its layout is not one that can be changed without touching anything else",
        "edit the file by hand, or write each entry on a line of its own");
  }

  private List<Object> others(String key) {
    List<Object> others = new ArrayList<>();
    for (NodeTuple tuple : root.getValue()) {
      Object name = Shape.of(tuple.getKeyNode());
      if (!name.equals(key)) {
        others.add(List.of(name, Shape.of(tuple.getValueNode())));
      }
    }
    return others;
  }

  /** The key with its value, which must not stand there twice. */
  Optional<NodeTuple> tuple(String key) throws EditRefused {
    Optional<NodeTuple> first = KeyMap.tuple(root, key);
    for (NodeTuple tuple : root.getValue()) {
      boolean again =
          tuple.getKeyNode() instanceof ScalarNode name
              && name.getValue().equals(key)
              && first.filter(tuple::equals).isEmpty();
      if (again) {
        throw refused(
            tuple.getKeyNode(),
            "",
            key,
            "the key stands at " + place(first.get().getKeyNode()) + " already",
            "leave one of the two out");
      }
    }
    return first;
  }

  /** JSON is YAML, and some programs write it. */
  boolean isJson() {
    return !Layout.isBlock(root)
        && root.getValue().stream()
            .findFirst()
            .map(NodeTuple::getKeyNode)
            .filter(ScalarNode.class::isInstance)
            .map(ScalarNode.class::cast)
            .filter(key -> key.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED)
            .isPresent();
  }

  /** How texts are written that have no neighbours. */
  EntryText text() {
    return new EntryText(isJson() ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN, isJson());
  }

  int rootColumn() {
    return layout.column(layout.start(root));
  }

  /** As deep as the first list of the file has its dashes. */
  int listIndentation() {
    return root.getValue().stream()
        .map(NodeTuple::getValueNode)
        .filter(SequenceNode.class::isInstance)
        .map(SequenceNode.class::cast)
        .filter(list -> Layout.isBlock(list) && !list.getValue().isEmpty())
        .findFirst()
        .map(list -> Math.max(0, new BlockList(layout, list).column() - rootColumn()))
        .orElse(2);
  }

  /**
   * A new key, on lines of its own or in the braces of the whole.
   *
   * @param after the key behind which it is put; behind the last one if that is absent
   */
  List<Splice> newKey(String key, String after, String flow, List<String> block) {
    if (!Layout.isBlock(root)) {
      return List.of(new KeyMap(layout, root).addToFlow(text().key(key) + ": " + flow));
    }
    Node before = KeyMap.tuple(root, after).map(NodeTuple::getValueNode).orElse(root);
    int at = layout.behindComments(layout.lineBehind(layout.end(before)), rootColumn());
    return List.of(layout.lines(at, BlockList.indented(block, rootColumn())));
  }

  Place place(Node node) {
    return place(file, node);
  }

  private static Place place(String file, Node node) {
    Optional<Mark> mark = node.getStartMark();
    return new Place(
        file, mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1);
  }
}
