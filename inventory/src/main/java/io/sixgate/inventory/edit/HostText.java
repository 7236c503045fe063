package io.sixgate.inventory.edit;

import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.WrongValueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The text of a host file, and what it becomes by a change. */
public final class HostText {
  private static final String ENDPOINTS = "endpoints";

  private final HostDocument document;

  private HostText(HostDocument document) {
    this.document = document;
  }

  /**
   * Reads the file.
   *
   * @param file as problems are to name it, e.g. {@code acme/web1.yaml}
   * @throws EditRefused if it is not UTF-8, not YAML, or has no keys
   */
  public static HostText of(byte[] bytes, String file) throws EditRefused {
    return new HostText(HostDocument.of(bytes, file));
  }

  /** The text of a new host with one endpoint. */
  public static String create(Ipv6Address address, EndpointEntry entry) {
    List<String> item = new EntryText(ScalarStyle.PLAIN, false).block(entry.value());
    return "address: " + address + "\nendpoints:\n  " + String.join("\n  ", item) + "\n";
  }

  /**
   * The text with one endpoint more, behind the others.
   *
   * @throws EditRefused if it is there already, or the list's layout is out of reach
   */
  public String add(EndpointEntry entry) throws EditRefused {
    RootList endpoints = new RootList(document, ENDPOINTS);
    Optional<Node> before = endpoints.find(item -> isNamed(item, entry.name()));
    if (before.isPresent()) {
      throw document.refused(
          before.get(),
          ENDPOINTS,
          entry.name().toString(),
          "the host has this endpoint already",
          "edit it there, or remove it first");
    }
    return endpoints.add(entry.value(), "address").content();
  }

  /**
   * The text without this endpoint, however often and in whatever spelling it is listed.
   *
   * @throws EditRefused if it is not there, or the list's layout is out of reach
   */
  public String remove(EndpointName name) throws EditRefused {
    RootList endpoints = new RootList(document, ENDPOINTS);
    if (endpoints.find(item -> isNamed(item, name)).isEmpty()) {
      Node near = document.tuple(ENDPOINTS).map(NodeTuple::getKeyNode).orElse(document.root());
      throw document.refused(
          near,
          ENDPOINTS,
          name.toString(),
          "the host has no such endpoint",
          "\"sixgate endpoint list\" shows which it has");
    }
    return endpoints.remove(item -> isNamed(item, name)).content();
  }

  /**
   * The text with one entry more in a list, behind the others; a new list is put at the end.
   *
   * @throws EditRefused if the list's layout is out of reach
   */
  public String addTo(String list, EntryValue entry) throws EditRefused {
    return new RootList(document, list).add(entry, "").content();
  }

  /**
   * The text without the entries of a list that have these keys with these values.
   *
   * @throws EditRefused if the list's layout is out of reach
   */
  public String removeFrom(String list, Map<String, String> keys) throws EditRefused {
    return new RootList(document, list).remove(having(keys)).content();
  }

  /**
   * The text with a key set in the entries of a list that have these keys with these values.
   *
   * @throws EditRefused if the list's layout is out of reach
   */
  public String putIn(String list, Map<String, String> keys, String key, EntryValue value)
      throws EditRefused {
    return new RootList(document, list).put(having(keys), key, value).content();
  }

  /**
   * The text with a key set inside a map at the top of the file; a new map is put at the end.
   *
   * @throws EditRefused if there is something else than a map, or its layout is out of reach
   */
  public String put(String map, String key, EntryValue value) throws EditRefused {
    Optional<Node> present = document.tuple(map).map(NodeTuple::getValueNode);
    EntryText text = document.text();
    EntryValue alone = new EntryValue.Keys(Map.of(key, value));
    if (present.isEmpty()) {
      List<String> line = List.of(text.pair(map, alone));
      return document
          .with(map, document.newKey(map, "", text.flow(alone), line), Shape.of(alone))
          .content();
    }
    if (RootList.isNothing(present.get())) {
      List<Splice> splices = new KeyMap(document.layout(), document.root()).put(map, alone, text);
      return document.with(map, splices, Shape.of(alone)).content();
    }
    if (!(present.get() instanceof MappingNode keys)) {
      throw document.refused(
          present.get(), map, "", "it has no keys and values", "write it as " + text.flow(alone));
    }
    Shape.Keys wanted = Shape.with((Shape.Keys) Shape.of(keys), key, Shape.of(value));
    List<Splice> splices = new KeyMap(document.layout(), keys).put(key, value, text);
    return document.with(map, splices, wanted).content();
  }

  private static Predicate<Node> having(Map<String, String> keys) {
    return item ->
        item instanceof MappingNode map
            && keys.entrySet().stream()
                .allMatch(
                    wanted ->
                        KeyMap.tuple(map, wanted.getKey())
                            .map(NodeTuple::getValueNode)
                            .filter(ScalarNode.class::isInstance)
                            .map(ScalarNode.class::cast)
                            .filter(value -> value.getValue().equals(wanted.getValue()))
                            .isPresent());
  }

  private static boolean isNamed(Node item, EndpointName name) {
    if (item instanceof MappingNode map) {
      return KeyMap.tuple(map, "name")
          .map(NodeTuple::getValueNode)
          .filter(value -> !(value instanceof MappingNode) && isNamed(value, name))
          .isPresent();
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
}
