package io.sixgate.inventory.yaml;

import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.WrongValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value, its place and its path. Every accessor that answers "empty" has reported why; the caller
 * leaves the value out and goes on.
 */
public final class YamlValue {
  private static final Set<String> NULLS = Set.of("~", "null", "Null", "NULL");

  private final Node node;
  private final String path;
  private final YamlContext context;

  YamlValue(Node node, String path, YamlContext context) {
    this.node = node;
    this.path = path;
    this.context = context;
  }

  /** The way to it from the top of the file, e.g. {@code endpoints[1].ports.https}. */
  public String path() {
    return path;
  }

  public Place place() {
    Optional<Mark> mark = node.getStartMark();
    return new Place(
        context.file(),
        mark.map(Mark::getLine).orElse(0) + 1,
        mark.map(Mark::getColumn).orElse(0) + 1);
  }

  /** Reports that this value is wrong. */
  public void wrong(String reason, String remedy) {
    context.problems().accept(new Problem(place(), path, shown(), reason, remedy));
  }

  private String shown() {
    return node instanceof ScalarNode scalar ? Problem.shortened(scalar.getValue()) : "";
  }

  public boolean isMap() {
    return node instanceof MappingNode;
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /**
   * The keys and values of an entry. A key that is unknown or written twice is reported and makes
   * the entry unusable: a misspelt {@code allow} must not open what it was meant to close.
   */
  public Optional<YamlMap> map(String... known) {
    return lenientMap(known).filter(YamlMap::isClean);
  }

  /**
   * The keys and values of a file as a whole: keys that are unknown are reported and left out, and
   * the rest stands.
   */
  public Optional<YamlMap> lenientMap(String... known) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(YamlMap.of(mapping, path, context, List.of(known)));
    }
    wrong(
        kind() + " stands where keys and values belong",
        "write KEY: VALUE, with a key of " + String.join(", ", known));
    return Optional.empty();
  }

  /** The keys and values of a map in which every key is allowed once. */
  public Optional<YamlMap> freeMap() {
    if (node instanceof MappingNode mapping) {
      return Optional.of(YamlMap.of(mapping, path, context)).filter(YamlMap::isClean);
    }
    wrong(kind() + " stands where keys and values belong", "write KEY: VALUE");
    return Optional.empty();
  }

  /** The items of a list; empty if it is none, which has then been reported. */
  public List<YamlValue> list() {
    if (node instanceof SequenceNode sequence) {
      List<YamlValue> items = new ArrayList<>(sequence.getValue().size());
      for (Node item : sequence.getValue()) {
        items.add(new YamlValue(item, path + "[" + items.size() + "]", context));
      }
      return items;
    }
    wrong(
        kind() + " stands where a list belongs",
        "write [VALUE, VALUE], or each value on a line of its own behind \"- \"");
    return List.of();
  }

  /** The items of a list, or the single text as a list of one. */
  public List<YamlValue> listOrOne() {
    return node instanceof ScalarNode && !isNothing() ? List.of(this) : list();
  }

  /** The text as it is written, whether in quotes or plain. */
  public Optional<String> text() {
    if (!(node instanceof ScalarNode scalar)) {
      wrong(
          kind() + " stands where a single value belongs",
          "write one value, in quotes if it ends with a colon");
      return Optional.empty();
    }
    if (isNothing()) {
      wrong("it is empty", "write a value, or leave the key out");
      return Optional.empty();
    }
    return Optional.of(scalar.getValue());
  }

  /** The text as the parser reads it; its {@link WrongValueException} becomes the problem. */
  public <T> Optional<T> as(Function<String, T> parser) {
    Optional<String> text = text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text.get()));
    } catch (WrongValueException e) {
      wrong(e.reason(), e.remedy());
      return Optional.empty();
    }
  }

  /** As {@link #as}, but problems do not quote the text: it may be a password or a private key. */
  public <T> Optional<T> asSecret(Function<String, T> parser) {
    Optional<String> text = text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text.get()));
    } catch (WrongValueException e) {
      context.problems().accept(new Problem(place(), path, "", e.reason(), e.remedy()));
      return Optional.empty();
    }
  }

  /** One of a few words. */
  public <T> Optional<T> oneOf(Collection<T> choices, Function<T, String> text) {
    List<String> words = choices.stream().map(text).toList();
    return as(
        written ->
            choices.stream()
                .filter(choice -> text.apply(choice).equals(written))
                .findFirst()
                .orElseThrow(
                    () ->
                        new WrongValueException(
                            "it is not one of " + String.join(", ", words),
                            Spelling.remedy(written, words))));
  }

  /** A plain decimal number within the limits. */
  public Optional<Integer> integer(int least, int most) {
    return as(text -> parseInteger(text, least, most));
  }

  private static int parseInteger(String text, int least, int most) {
    String remedy = "write a number from " + least + " to " + most;
    if (text.matches("0[0-9]+")) {
      throw new WrongValueException(
          "it has a leading zero, which some programs read as octal", remedy);
    }
    if (text.matches("0[xo].*")) {
      throw new WrongValueException("it is not a decimal number", remedy);
    }
    if (!text.matches("-?[0-9]+")) {
      throw new WrongValueException("it is not a whole number", remedy);
    }
    if (text.length() > 9 || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
      throw new WrongValueException("it is not within " + least + "–" + most, remedy);
    }
    return Integer.parseInt(text);
  }

  /** {@code true} or {@code false}. */
  public Optional<Boolean> bool() {
    return as(
        text -> {
          if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
          }
          throw new WrongValueException("it is neither true nor false", "write true or false");
        });
  }

  /**
   * Null as the core schema of YAML 1.2 has it (section 10.3.2), and the empty text, which is of no
   * use either.
   */
  private boolean isNothing() {
    return node instanceof ScalarNode scalar
        && (scalar.getValue().isEmpty() || (scalar.isPlain() && NULLS.contains(scalar.getValue())));
  }

  private String kind() {
    return isNothing() ? "nothing" : isMap() ? "a map" : isList() ? "a list" : "a single value";
  }
}
