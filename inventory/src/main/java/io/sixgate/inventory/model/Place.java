package io.sixgate.inventory.model;

import java.util.Comparator;

/**
 * Where something stands in the inventory.
 *
 * @param file relative to the inventory folder, e.g. {@code acme/web1.yaml}
 * @param line from 1
 * @param column from 1, in characters
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file)
          .thenComparingInt(Place::line)
          .thenComparingInt(Place::column);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** {@code acme/web1.yaml:4:9}, on one line whatever the file is called. */
  @Override
  public String toString() {
    return Problem.escaped(file) + ":" + line + ":" + column;
  }
}
