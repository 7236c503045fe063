package io.sixgate.haproxy.map;

import java.util.Optional;

/** A map of ours; an agent's maps are an enum, in the order in which they grow. */
public interface NamedMap {
  /** Name of its file in the state folder. */
  String file();

  /** Name of the file of the map that is looked up before it, if it has one. */
  Optional<String> recentFile();
}
