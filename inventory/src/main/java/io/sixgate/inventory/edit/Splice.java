package io.sixgate.inventory.edit;

import java.util.Comparator;
import java.util.List;

/**
 * One replacement in a text.
 *
 * @param from offset of the first character that goes
 * @param to offset behind the last; equal to {@code from} for an insertion
 */
record Splice(int from, int to, String text) {
  static Splice insert(int at, String text) {
    return new Splice(at, at, text);
  }

  static Splice delete(int from, int to) {
    return new Splice(from, to, "");
  }

  /** Offsets are those of the text before; the splices must not overlap. */
  static String apply(String text, List<Splice> splices) {
    StringBuilder result = new StringBuilder(text);
    splices.stream()
        .sorted(Comparator.comparingInt(Splice::from).reversed())
        .forEach(splice -> result.replace(splice.from, splice.to, splice.text));
    return result.toString();
  }
}
