package io.sixgate.inventory.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A list at the top of a host file, which need not be there yet.
 *
 * @param key by which it is called
 */
record RootList(HostDocument document, String key) {

  /**
   * With one entry more, behind the others.
   *
   * @param after the key behind which the list is put if it is new
   */
  HostDocument add(EntryValue entry, String after) throws EditRefused {
    List<Object> wanted = new ArrayList<>(shapes());
    wanted.add(Shape.of(entry));
    return document.with(key, addition(entry, after), wanted);
  }

  private List<Splice> addition(EntryValue entry, String after) throws EditRefused {
    Optional<NodeTuple> tuple = document.tuple(key);
    if (tuple.isEmpty()) {
      List<String> lines = new ArrayList<>(List.of(key + ":"));
      lines.addAll(BlockList.indented(document.text().block(entry), document.listIndentation()));
      return document.newKey(key, after, "[" + document.text().flow(entry) + "]", lines);
    }
    Node value = tuple.get().getValueNode();
    if (value instanceof SequenceNode list) {
      return Layout.isBlock(list)
          ? new BlockList(document.layout(), list).add(entry, text(list))
          : new FlowList(document.layout(), list).add(text(list).flow(entry));
    }
    if (!isNothing(value)) {
      throw document.refused(
          value,
          key,
          "",
          "it is not a list",
          "write [VALUE, VALUE], or each value on a line of its own behind \"- \"");
    }
    return addToNothing(value, entry);
  }

  private List<Splice> addToNothing(Node nothing, EntryValue entry) {
    Layout layout = document.layout();
    int start = layout.start(nothing);
    int end = layout.end(nothing);
    if (start < end || !Layout.isBlock(document.root())) {
      String list = "[" + document.text().flow(entry) + "]";
      return List.of(new Splice(start, end, (start < end ? "" : " ") + list));
    }
    return List.of(
        layout.lines(
            layout.nextLine(start),
            BlockList.indented(
                document.text().block(entry), document.rootColumn() + document.listIndentation())));
  }

  private EntryText text(SequenceNode list) {
    return list.getValue().isEmpty()
        ? document.text()
        : new EntryText(Layout.quotes(list), document.isJson());
  }

  /** Without the entries that the condition holds for. */
  HostDocument remove(Predicate<Node> which) throws EditRefused {
    RootList now = this;
    for (Optional<Node> item = find(which); item.isPresent(); item = now.find(which)) {
      List<Object> wanted = new ArrayList<>(now.shapes());
      int index = now.items().indexOf(item.get());
      wanted.remove(index);
      now = new RootList(now.document.with(key, now.without(index), wanted), key);
    }
    return now.document;
  }

  private List<Splice> without(int index) throws EditRefused {
    NodeTuple tuple = document.tuple(key).orElseThrow();
    SequenceNode list = (SequenceNode) tuple.getValueNode();
    if (!Layout.isBlock(list)) {
      return new FlowList(document.layout(), list).remove(index);
    }
    BlockList block = new BlockList(document.layout(), list);
    return list.getValue().size() > 1
        ? block.remove(index)
        : block.removeOnly(tuple.getKeyNode(), document.root().getValue().size() > 1);
  }

  /** With a key in each of the entries that the condition holds for; they must have keys. */
  HostDocument put(Predicate<Node> which, String name, EntryValue value) throws EditRefused {
    RootList now = this;
    for (int i = 0; i < now.items().size(); i++) {
      Node item = now.items().get(i);
      if (which.test(item)) {
        MappingNode map = (MappingNode) item;
        List<Object> wanted = new ArrayList<>(now.shapes());
        wanted.set(i, Shape.with((Shape.Keys) wanted.get(i), name, Shape.of(value)));
        SequenceNode list = (SequenceNode) now.document.tuple(key).orElseThrow().getValueNode();
        List<Splice> splices =
            new KeyMap(now.document.layout(), map).put(name, value, now.text(list));
        now = new RootList(now.document.with(key, splices, wanted), key);
      }
    }
    return now.document;
  }

  Optional<Node> find(Predicate<Node> which) throws EditRefused {
    return items().stream().filter(which).findFirst();
  }

  private List<Node> items() throws EditRefused {
    return document
        .tuple(key)
        .map(NodeTuple::getValueNode)
        .filter(SequenceNode.class::isInstance)
        .map(SequenceNode.class::cast)
        .map(SequenceNode::getValue)
        .orElse(List.of());
  }

  private List<Object> shapes() throws EditRefused {
    return items().stream().map(Shape::of).toList();
  }

  static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && List.of("", "~", "null", "Null", "NULL").contains(scalar.getValue());
  }
}
