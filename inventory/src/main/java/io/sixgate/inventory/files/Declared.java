package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.yaml.YamlValue;

/** A value as a file has it, with the place and path by which a problem found later can name it. */
record Declared<T>(T value, String path, Place place) {
  /** Paths are few, as hosts are alike: one text for all that have it. */
  static <T> Declared<T> at(YamlValue where, T value) {
    return new Declared<>(value, where.path().intern(), where.place());
  }
}
