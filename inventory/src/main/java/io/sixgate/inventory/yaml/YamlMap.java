package io.sixgate.inventory.yaml;

import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys and values. A key written twice has been reported, and its first value stands. */
public final class YamlMap {
  private final YamlContext context;
  private final String path;
  private final Place place;
  private final Map<String, YamlValue> values = new LinkedHashMap<>();

  private boolean clean = true;

  private YamlMap(YamlContext context, String path, Place place) {
    this.context = context;
    this.path = path;
    this.place = place;
  }

  /** With every key allowed. */
  static YamlMap of(MappingNode node, String path, YamlContext context) {
    YamlMap map = new YamlMap(context, path, placeOf(node, context));
    Map<String, Place> places = new HashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      map.add(tuple, places);
    }
    return map;
  }

  /** With all keys reported and left out that are not known. */
  static YamlMap of(MappingNode node, String path, YamlContext context, Collection<String> known) {
    YamlMap map = of(node, path, context);
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && !known.contains(key.getValue())) {
        map.wrongKey(
            key, "it is not a key that is known here", Spelling.remedy(key.getValue(), known));
        map.values.remove(key.getValue());
      }
    }
    return map;
  }

  private void add(NodeTuple tuple, Map<String, Place> places) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      clean = false;
      Place at = placeOf(tuple.getKeyNode(), context);
      context
          .problems()
          .accept(
              new Problem(
                  at, path, "", "one of its keys is not a single text", "write KEY: VALUE"));
      return;
    }
    Place first = places.putIfAbsent(key.getValue(), placeOf(key, context));
    if (first != null) {
      wrongKey(key, "the key stands at " + first + " already", "leave one of the two out");
      return;
    }
    values.put(
        key.getValue(), new YamlValue(tuple.getValueNode(), pathOf(key.getValue()), context));
  }

  private void wrongKey(ScalarNode key, String reason, String remedy) {
    clean = false;
    String shown = Problem.shortened(key.getValue());
    context.problems().accept(new Problem(placeOf(key, context), path, shown, reason, remedy));
  }

  private static Place placeOf(Node node, YamlContext context) {
    Optional<Mark> mark = node.getStartMark();
    return new Place(
        context.file(),
        mark.map(Mark::getLine).orElse(0) + 1,
        mark.map(Mark::getColumn).orElse(0) + 1);
  }

  private String pathOf(String key) {
    String shown = Problem.shortened(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  boolean isClean() {
    return clean;
  }

  /** The value of the key, if it is there. */
  public Optional<YamlValue> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The value of the key; its absence is reported, with an example of what to write. */
  public Optional<YamlValue> required(String key, String example) {
    Optional<YamlValue> value = get(key);
    if (value.isEmpty()) {
      context
          .problems()
          .accept(
              new Problem(
                  place,
                  pathOf(key),
                  "",
                  "it is missing",
                  "write it, e.g. " + key + ": " + example));
    }
    return value;
  }

  /** The items of the list under the key; none if the key is absent. */
  public List<YamlValue> list(String key) {
    return get(key).map(YamlValue::list).orElse(List.of());
  }

  /** Keys and values in the order of the file. */
  public Map<String, YamlValue> entries() {
    return Collections.unmodifiableMap(values);
  }
}
