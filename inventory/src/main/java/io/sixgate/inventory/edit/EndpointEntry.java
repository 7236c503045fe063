package io.sixgate.inventory.edit;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Port;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint as it is to be written. Whether the gateway has such services is not known here.
 *
 * @param services by name; none: the key is not written, which means all
 * @param ports by the name of the service, in the order in which they are to be written
 */
public record EndpointEntry(
    EndpointName name,
    List<String> services,
    Optional<ClientAddressMode> clientAddress,
    Map<String, Port> ports) {

  public EndpointEntry {
    services = List.copyOf(services);
    ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
  }

  /** A name, and the gateway's defaults. */
  public static EndpointEntry of(EndpointName name) {
    return new EndpointEntry(name, List.of(), Optional.empty(), Map.of());
  }

  EntryValue value() {
    EntryValue text = new EntryValue.Text(name.toString());
    if (services.isEmpty() && clientAddress.isEmpty() && ports.isEmpty()) {
      return text;
    }
    Map<String, EntryValue> keys = new LinkedHashMap<>();
    keys.put("name", text);
    clientAddress.ifPresent(mode -> keys.put("client-address", new EntryValue.Text(mode.text())));
    if (!services.isEmpty()) {
      keys.put("services", new EntryValue.Texts(services));
    }
    if (!ports.isEmpty()) {
      Map<String, EntryValue> numbers = new LinkedHashMap<>();
      ports.forEach(
          (service, port) -> numbers.put(service, new EntryValue.Digits(port.toString())));
      keys.put("ports", new EntryValue.Keys(numbers));
    }
    return new EntryValue.Keys(keys);
  }
}
