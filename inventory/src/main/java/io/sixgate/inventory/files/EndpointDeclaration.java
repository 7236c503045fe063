package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.net.Port;
import java.util.List;
import java.util.Optional;

/**
 * What a host file says about one endpoint. Most are a name and nothing else, and there may be a
 * million: for those, {@code endpoint} is already what will be served, and {@code wishes} is empty.
 *
 * @param index in the file's list
 * @param endpoint without services and ports
 */
record EndpointDeclaration(int index, Endpoint endpoint, Optional<Wishes> wishes) {

  String path() {
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
