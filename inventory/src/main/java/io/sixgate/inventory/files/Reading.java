package io.sixgate.inventory.files;

import io.sixgate.inventory.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Values and lists of them: what is wrong is reported and left out. */
final class Reading {
  private Reading() {}

  static <T> List<T> each(List<YamlValue> items, Function<YamlValue, Optional<T>> read) {
    List<T> good = new ArrayList<>(items.size());
    for (YamlValue item : items) {
      read.apply(item).ifPresent(good::add);
    }
    return good;
  }

  static <T> List<Declared<T>> eachDeclared(List<YamlValue> items, Function<String, T> parse) {
    return each(items, item -> declared(item, parse));
  }

  /**
   * All items, or empty if one of them is wrong: for lists of which a part would mean something
   * else.
   */
  static <T> Optional<List<T>> all(List<YamlValue> items, Function<String, T> parse) {
    List<T> good = each(items, item -> item.as(parse));
    return good.size() == items.size() ? Optional.of(good) : Optional.empty();
  }

  /** The value with its place; empty if it is wrong. */
  static <T> Optional<Declared<T>> declared(YamlValue value, Function<String, T> parse) {
    return value.as(parse).map(parsed -> Declared.at(value, parsed));
  }
}
