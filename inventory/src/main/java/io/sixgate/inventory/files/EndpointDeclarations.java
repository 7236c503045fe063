package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.net.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host file says about its endpoints. Most are a name and nothing else, and there may be a
 * million: those are already what will be served.
 *
 * @param all without services and ports
 * @param wishes of those that are more than a name, by their place in {@code all}
 * @param leftOut places in the file's list of those that were wrong, in order
 */
record EndpointDeclarations(
    List<Endpoint> all, Map<Integer, Wishes> wishes, List<Integer> leftOut) {

  EndpointDeclarations {
    all = List.copyOf(all);
    wishes = Map.copyOf(wishes);
    leftOut = List.copyOf(leftOut);
  }

  Optional<Wishes> wishesOf(int endpoint) {
    return Optional.ofNullable(wishes.get(endpoint));
  }

  /** The path in the file of an endpoint's name. */
  String path(int endpoint) {
    if (wishes.containsKey(endpoint)) {
      return wishes.get(endpoint).name().path();
    }
    int index = endpoint;
    for (int before : leftOut) {
      index += before <= index ? 1 : 0;
    }
    return "endpoints[" + index + "]";
  }

  /** What must be compared with the gateway's services. */
  record Wishes(
      Declared<String> name,
      Optional<List<Declared<String>>> services,
      List<PortWish> ports,
      Optional<Declared<String>> clientAddress) {}

  /** {@code https: 8443} */
  record PortWish(Declared<String> service, Port port) {}
}
