package io.sixgate.inventory.yaml;

import io.sixgate.inventory.model.Problem;
import java.util.function.Consumer;

/** What all values of one file share. */
record YamlContext(String file, Consumer<Problem> problems) {}
