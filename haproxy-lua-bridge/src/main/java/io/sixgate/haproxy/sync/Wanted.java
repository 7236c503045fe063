package io.sixgate.haproxy.sync;

import java.util.Map;
import java.util.Set;

/** What an agent wants of HAProxy; asked anew at each step, since what is read may change it. */
public interface Wanted<M> {
  /** The text of the configuration file. */
  String configuration();

  /** What a map should hold. */
  Map<String, String> entries(M map);

  /** The keys of a map that may differ since the pass before. */
  Set<String> touched(M map);

  /** Called after maps were read back whole, with those that could be read. */
  default void afterReading(Set<M> read) {}
}
