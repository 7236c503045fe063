package io.sixgate.nat64.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The whole table: what stands still, and the elements, which change with the inventory.
 *
 * @param rules counters and chains, as one writes them
 * @param sets by name
 */
public record NftTable(String rules, SortedMap<String, NftSet> sets) {
  /** Family and name. */
  public static final String NAME = "inet sixgate_nat64";

  /** So many elements stand in one command, so that no line gets longer than a screenful. */
  private static final int AT_ONCE = 100;

  /** Declarations and rules, without elements. */
  public String skeleton() {
    StringBuilder text = new StringBuilder("table " + NAME + " {\n");
    sets.forEach(
        (name, set) ->
            text.append("  %s %s { %s }\n".formatted(set.keyword(), name, set.declaration())));
    return text.append(rules).append("}\n").toString();
  }

  /** Commands that put the whole table in the place of what was there, in one transaction. */
  public String text() {
    StringBuilder text = new StringBuilder(removal()).append(skeleton());
    additions().forEach(command -> text.append(command).append('\n'));
    return text.toString();
  }

  /** Takes the table away, whether it is there or not. */
  public static String removal() {
    return "table " + NAME + "\ndelete table " + NAME + "\n";
  }

  /** By set and key. */
  SortedMap<String, SortedMap<String, String>> elements() {
    SortedMap<String, SortedMap<String, String>> elements = new TreeMap<>();
    sets.forEach((name, set) -> elements.put(name, set.elements()));
    return elements;
  }

  private List<String> additions() {
    List<String> commands = new ArrayList<>();
    sets.forEach((name, set) -> commands.addAll(commands("add", name, set, set.elements())));
    return commands;
  }

  /**
   * Commands by which the elements found become these. A key whose value changed is taken out and
   * put in again: in one transaction no packet finds it missing.
   *
   * @param found elements by set; of sets that are not declared here none
   */
  List<String> changes(SortedMap<String, SortedMap<String, String>> found) {
    List<String> commands = new ArrayList<>();
    sets.forEach(
        (name, set) -> {
          SortedMap<String, String> there = found.getOrDefault(name, new TreeMap<>());
          SortedMap<String, String> going = new TreeMap<>(there);
          going.entrySet().removeIf(e -> e.getValue().equals(set.elements().get(e.getKey())));
          SortedMap<String, String> coming = new TreeMap<>(set.elements());
          coming.entrySet().removeIf(e -> e.getValue().equals(there.get(e.getKey())));
          if (!set.isMap()) {
            going.replaceAll((key, statement) -> "");
          }
          commands.addAll(commands("delete", name, set, going));
          commands.addAll(commands("add", name, set, coming));
        });
    return commands;
  }

  /** How many keys come, go, or have another value. */
  int changed(SortedMap<String, SortedMap<String, String>> found) {
    int count = removals(found);
    for (var entry : sets.entrySet()) {
      SortedMap<String, String> there = found.getOrDefault(entry.getKey(), new TreeMap<>());
      for (var element : entry.getValue().elements().entrySet()) {
        count += element.getValue().equals(there.get(element.getKey())) ? 0 : 1;
      }
    }
    return count;
  }

  /** How many keys go and do not come again. */
  int removals(SortedMap<String, SortedMap<String, String>> found) {
    int count = 0;
    for (var entry : sets.entrySet()) {
      for (String key : found.getOrDefault(entry.getKey(), new TreeMap<>()).keySet()) {
        count += entry.getValue().elements().containsKey(key) ? 0 : 1;
      }
    }
    return count;
  }

  private static List<String> commands(
      String verb, String name, NftSet set, SortedMap<String, String> elements) {
    List<String> texts = new ArrayList<>();
    elements.forEach((key, value) -> texts.add(set.element(key, value)));
    List<String> commands = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += AT_ONCE) {
      List<String> some = texts.subList(from, Math.min(texts.size(), from + AT_ONCE));
      commands.add("%s element %s %s { %s }".formatted(verb, NAME, name, String.join(", ", some)));
    }
    return commands;
  }
}
