package io.sixgate.inventory.files;

import io.sixgate.inventory.model.JumpHost;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code forward-ports} of gateway.yaml, which meet nothing else that listens there. */
final class ForwardPortsReader {
  /** What has a range of ports already, in words. */
  private final Map<PortRange, String> taken = new LinkedHashMap<>();

  private ForwardPortsReader() {}

  static List<PortRange> read(
      List<YamlValue> items,
      List<Service> services,
      Optional<PortRange> sshPorts,
      Optional<JumpHost> jump) {
    ForwardPortsReader reader = new ForwardPortsReader();
    services.forEach(
        service ->
            reader.taken.put(
                PortRange.of(service.port()),
                "the gateway serves " + service + " on TCP port " + service.port()));
    jump.ifPresent(
        host ->
            reader.taken.put(
                PortRange.of(host.port()), "the gateway's jump host has TCP port " + host.port()));
    sshPorts.ifPresent(ports -> reader.taken.put(ports, "it overlaps ssh-ports (" + ports + ")"));
    return Reading.each(items, item -> item.as(reader::range));
  }

  private PortRange range(String text) {
    PortRange range = PortRange.parse(text);
    for (Map.Entry<PortRange, String> other : taken.entrySet()) {
      if (range.overlaps(other.getKey())) {
        throw new WrongValueException(other.getValue(), "leave those ports out");
      }
    }
    taken.put(range, "it overlaps " + range);
    return range;
  }
}
