package io.sixgate.inventory.edit;

import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.WrongValueException;
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

/** The text of a host file, and what it becomes by a change to its endpoints. */
public final class HostText {
  private static final String ENDPOINTS = "endpoints";
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final String file;
  private final String mark;
  private final Layout layout;
  private final MappingNode root;

  private HostText(String file, String mark, String text, MappingNode root) {
    this.file = file;
    this.mark = mark;
    this.layout = new Layout(text);
    this.root = root;
  }

  /**
   * Reads the file.
   *
   * @param file as problems are to name it, e.g. {@code acme/web1.yaml}
   * @throws EditRefused if it is not UTF-8, not YAML, or has no keys
   */
  public static HostText of(byte[] bytes, String file) throws EditRefused {
    List<Problem> problems = new ArrayList<>();
    Optional<String> text = YamlFile.text(bytes, file, problems::add);
    if (text.isEmpty()) {
      throw new EditRefused(problems.get(0));
    }
    boolean marked = bytes.length > 2 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb;
    return of(text.get(), marked ? BYTE_ORDER_MARK : "", file);
  }

  private static HostText of(String text, String mark, String file) throws EditRefused {
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
    return new HostText(file, mark, text, map);
  }

  /** The text of a new host with one endpoint. */
  public static String create(Ipv6Address address, EndpointEntry entry) {
    List<String> item = new EntryText(entry, ScalarStyle.PLAIN, false).block();
    return "address: " + address + "\nendpoints:\n  " + String.join("\n  ", item) + "\n";
  }

  /**
   * The text with one endpoint more, behind the others.
   *
   * @throws EditRefused if it is there already, or the list's layout is out of reach
   */
  public String add(EndpointEntry entry) throws EditRefused {
    Optional<NodeTuple> key = endpoints();
    Optional<Node> before = find(entry.name());
    if (before.isPresent()) {
      throw new EditRefused(
          new Problem(
              place(file, before.get()),
              ENDPOINTS,
              entry.name().toString(),
              "the host has this endpoint already",
              "edit it there, or remove it first"));
    }
    List<Splice> splices;
    if (key.isEmpty()) {
      splices = addKey(entry);
    } else if (key.get().getValueNode() instanceof SequenceNode list) {
      splices = addTo(list, entry);
    } else if (isNothing(key.get().getValueNode())) {
      splices = addToNothing(key.get(), entry);
    } else {
      throw new EditRefused(
          new Problem(
              place(file, key.get().getValueNode()),
              ENDPOINTS,
              "",
              "it is not a list",
              "write [VALUE, VALUE], or each value on a line of its own behind \"- \""));
    }
    HostText after = parsedAgain(splices);
    List<Object> wanted = new ArrayList<>(items());
    wanted.add(Shape.of(entry));
    return checked(after, wanted);
  }

  /**
   * The text without this endpoint, however often and in whatever spelling it is listed.
   *
   * @throws EditRefused if it is not there, or the list's layout is out of reach
   */
  public String remove(EndpointName name) throws EditRefused {
    HostText now = this;
    if (find(name).isEmpty()) {
      Node near = endpoints().map(NodeTuple::getKeyNode).orElse(root);
      throw new EditRefused(
          new Problem(
              place(file, near),
              ENDPOINTS,
              name.toString(),
              "the host has no such endpoint",
              "\"sixgate endpoint list\" shows which it has"));
    }
    for (Optional<Node> item = find(name); item.isPresent(); item = now.find(name)) {
      List<Object> wanted = new ArrayList<>(now.items());
      int index = now.list().getValue().indexOf(item.get());
      wanted.remove(index);
      HostText after = now.parsedAgain(now.without(index));
      now.checked(after, wanted);
      now = after;
    }
    return now.mark + now.layout.text();
  }

  private List<Splice> addTo(SequenceNode list, EndpointEntry entry) {
    EntryText text = new EntryText(entry, quotes(list), isJson());
    return Layout.isBlock(list)
        ? new BlockList(layout, list).add(text)
        : new FlowList(layout, list).add(text.flow());
  }

  private ScalarStyle quotes(SequenceNode list) {
    return list.getValue().isEmpty() ? quotes() : Layout.quotes(list);
  }

  private ScalarStyle quotes() {
    return isJson() ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN;
  }

  /** JSON is YAML, and some programs write it. */
  private boolean isJson() {
    return !Layout.isBlock(root)
        && root.getValue().stream()
            .findFirst()
            .map(NodeTuple::getKeyNode)
            .filter(ScalarNode.class::isInstance)
            .map(ScalarNode.class::cast)
            .filter(key -> key.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED)
            .isPresent();
  }

  private List<Splice> addKey(EndpointEntry entry) {
    EntryText text = new EntryText(entry, quotes(), isJson());
    if (Layout.isBlock(root)) {
      Node before = value("address").map(NodeTuple::getValueNode).orElse(root);
      int at = layout.behindComments(layout.lineBehind(layout.end(before)), rootColumn());
      List<String> lines = new ArrayList<>();
      lines.add(ENDPOINTS + ":");
      lines.addAll(BlockList.indented(text.block(), listIndentation()));
      return List.of(layout.lines(at, BlockList.indented(lines, rootColumn())));
    }
    String key = (isJson() ? "\"" + ENDPOINTS + "\"" : ENDPOINTS) + ": [" + text.flow() + "]";
    int close = layout.end(root) - 1;
    if (root.getValue().isEmpty()) {
      return List.of(Splice.insert(close, key));
    }
    int end = layout.end(Layout.last(root.getValue()).getValueNode());
    int comma = layout.comma(end, close);
    return List.of(
        comma < 0 ? Splice.insert(end, ", " + key) : Splice.insert(comma + 1, " " + key + ","));
  }

  private List<Splice> addToNothing(NodeTuple key, EndpointEntry entry) {
    EntryText text = new EntryText(entry, quotes(), isJson());
    int start = layout.start(key.getValueNode());
    int end = layout.end(key.getValueNode());
    if (start < end || !Layout.isBlock(root)) {
      return List.of(new Splice(start, end, (start < end ? "" : " ") + "[" + text.flow() + "]"));
    }
    return List.of(
        layout.lines(
            layout.nextLine(start),
            BlockList.indented(text.block(), rootColumn() + listIndentation())));
  }

  private int rootColumn() {
    return layout.column(layout.start(root));
  }

  /** As deep as the first other list of the file has its dashes. */
  private int listIndentation() {
    return root.getValue().stream()
        .map(NodeTuple::getValueNode)
        .filter(SequenceNode.class::isInstance)
        .map(SequenceNode.class::cast)
        .filter(list -> Layout.isBlock(list) && !list.getValue().isEmpty())
        .findFirst()
        .map(list -> Math.max(0, new BlockList(layout, list).column() - rootColumn()))
        .orElse(2);
  }

  private List<Splice> without(int index) throws EditRefused {
    if (!Layout.isBlock(list())) {
      return new FlowList(layout, list()).remove(index);
    }
    BlockList block = new BlockList(layout, list());
    return list().getValue().size() > 1
        ? block.remove(index)
        : block.removeOnly(endpoints().orElseThrow().getKeyNode(), root.getValue().size() > 1);
  }

  private HostText parsedAgain(List<Splice> splices) throws EditRefused {
    String text = Splice.apply(layout.text(), splices);
    try {
      return of(text, mark, file);
    } catch (EditRefused e) {
      throw outOfReach();
    }
  }

  /** The change and nothing else, as a reader of YAML sees it. */
  private String checked(HostText after, List<Object> wanted) throws EditRefused {
    if (!after.items().equals(wanted) || !after.others().equals(others())) {
      throw outOfReach();
    }
    return after.mark + after.layout.text();
  }

  private EditRefused outOfReach() {
    return new EditRefused(
        new Problem(
            place(file, root),
            ENDPOINTS,
            "",
            "its layout is not one that can be changed without touching anything else",
            "edit the file by hand, or write each endpoint on a line of its own behind \"- \""));
  }

  private Optional<NodeTuple> value(String key) {
    return root.getValue().stream()
        .filter(t -> t.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .findFirst();
  }

  private Optional<NodeTuple> endpoints() throws EditRefused {
    Optional<NodeTuple> first = value(ENDPOINTS);
    for (NodeTuple tuple : root.getValue()) {
      boolean again =
          tuple.getKeyNode() instanceof ScalarNode name
              && name.getValue().equals(ENDPOINTS)
              && first.filter(tuple::equals).isEmpty();
      if (again) {
        throw new EditRefused(
            new Problem(
                place(file, tuple.getKeyNode()),
                "",
                ENDPOINTS,
                "the key stands at " + place(file, first.get().getKeyNode()) + " already",
                "leave one of the two out"));
      }
    }
    return first;
  }

  private SequenceNode list() throws EditRefused {
    return (SequenceNode) endpoints().orElseThrow().getValueNode();
  }

  private List<Object> items() throws EditRefused {
    return endpoints()
        .map(NodeTuple::getValueNode)
        .filter(SequenceNode.class::isInstance)
        .map(SequenceNode.class::cast)
        .map(list -> list.getValue().stream().map(Shape::of).toList())
        .orElse(List.of());
  }

  private List<Object> others() {
    List<Object> others = new ArrayList<>();
    for (NodeTuple tuple : root.getValue()) {
      Object key = Shape.of(tuple.getKeyNode());
      if (!key.equals(ENDPOINTS)) {
        others.add(List.of(key, Shape.of(tuple.getValueNode())));
      }
    }
    return others;
  }

  private Optional<Node> find(EndpointName name) throws EditRefused {
    return endpoints()
        .map(NodeTuple::getValueNode)
        .filter(SequenceNode.class::isInstance)
        .map(SequenceNode.class::cast)
        .flatMap(list -> list.getValue().stream().filter(item -> isNamed(item, name)).findFirst());
  }

  private static boolean isNamed(Node item, EndpointName name) {
    if (item instanceof MappingNode map) {
      return map.getValue().stream()
          .filter(t -> t.getKeyNode() instanceof ScalarNode key && key.getValue().equals("name"))
          .anyMatch(
              t -> !(t.getValueNode() instanceof MappingNode) && isNamed(t.getValueNode(), name));
    }
    if (!(item instanceof ScalarNode scalar)) {
      return false;
    }
    try {
      return EndpointName.parse(scalar.getValue()).equals(name);
    } catch (WrongValueException e) {
      return false; // the reader reports it
    }
  }

  private static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && List.of("", "~", "null", "Null", "NULL").contains(scalar.getValue());
  }

  private static Place place(String file, Node node) {
    Optional<Mark> mark = node.getStartMark();
    return new Place(
        file, mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1);
  }
}
