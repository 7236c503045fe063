package io.sixgate.inventory.files;

import io.sixgate.inventory.yaml.YamlValue;
import java.util.Optional;
import java.util.function.Function;

/**
 * An optional key: absent, right, or wrong (and reported).
 *
 * @param wrong whether it is there and unusable, so that its entry must be left out
 */
record Wanted<T>(Optional<T> value, boolean wrong) {
  static <T> Wanted<T> of(Optional<YamlValue> written, Function<YamlValue, Optional<T>> read) {
    Optional<T> value = written.flatMap(read);
    return new Wanted<>(value, written.isPresent() && value.isEmpty());
  }
}
