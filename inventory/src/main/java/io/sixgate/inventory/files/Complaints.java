package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one host. */
final class Complaints {
  private final List<Problem> all = new ArrayList<>();

  /** In the order in which they were made. */
  List<Problem> all() {
    return all;
  }

  /** Always false, so that a rule can end with it. */
  boolean wrong(Declared<?> declared, String reason, String remedy) {
    return wrong(declared.place(), declared.path(), declared.value().toString(), reason, remedy);
  }

  boolean wrong(Place place, String path, String value, String reason, String remedy) {
    all.add(new Problem(place, path, value, reason, remedy));
    return false;
  }
}
