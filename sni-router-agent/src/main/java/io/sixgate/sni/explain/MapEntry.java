package io.sixgate.sni.explain;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Port;
import io.sixgate.sni.route.MapKind;
import java.util.List;
import java.util.Optional;

/** The one entry that decides where a name leads on a port. */
record MapEntry(MapKind map, String key, String value) {
  /** In names.map: nothing but what overrides.map lists for this name. */
  private static final String ONLY_OVERRIDES = "-";

  /** Maps that are looked up one key at a time. */
  interface Lookup<X extends Exception> {
    Optional<String> value(MapKind map, String key) throws X;
  }

  /** The keys of names.map by which a name is found, the first one first. */
  static List<String> keys(Hostname name) {
    return List.of(name.text(), "*" + name.text().substring(name.text().indexOf('.')));
  }

  /** The steps of route.cfg; empty if the name leads nowhere on this port. */
  static <X extends Exception> Optional<MapEntry> deciding(Lookup<X> maps, Hostname name, Port port)
      throws X {
    for (String key : keys(name)) {
      Optional<String> everywhere = maps.value(MapKind.NAMES, key);
      if (everywhere.isPresent()) {
        String here = port + "/" + key;
        Optional<String> override = maps.value(MapKind.OVERRIDES, here);
        return override
            .map(value -> new MapEntry(MapKind.OVERRIDES, here, value))
            .or(() -> everywhere.map(value -> new MapEntry(MapKind.NAMES, key, value)))
            .filter(entry -> !entry.value.equals(ONLY_OVERRIDES));
      }
    }
    return Optional.empty();
  }

  /** {@code names.map: www.acme.example 2001:db8:a::80|none} */
  @Override
  public String toString() {
    return map.file() + ": " + key + " " + value;
  }
}
