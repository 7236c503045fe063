package io.sixgate.forward.explain;

import static io.sixgate.forward.explain.ForwardExplanation.SAME;

import io.sixgate.forward.listen.Listeners;
import io.sixgate.forward.table.ForwardMap;
import io.sixgate.forward.table.ForwardTable;
import io.sixgate.haproxy.destination.ClientAsSeen;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows a port of the gateway as HAProxy does, and tells at each step what decides. */
public final class ForwardExplainer {
  /** What the running HAProxy holds. */
  @FunctionalInterface
  public interface LiveEntries {
    /**
     * The value of one key.
     *
     * @throws IOException if HAProxy can't be asked; the message says why
     */
    Optional<String> value(ForwardMap map, String key) throws IOException;
  }

  private final Inventory inventory;
  private final LiveEntries live;

  public ForwardExplainer(Inventory inventory, LiveEntries live) {
    this.inventory = inventory;
    this.live = live;
  }

  /** Explains a port of one of the gateway's addresses. */
  public ForwardExplanation explain(IpAddress address, Port port) {
    String asked = address.match(v4 -> v4 + ":" + port, v6 -> "[" + v6 + "]:" + port);
    List<String> keys = ForwardTable.keys(inventory.gateway(), address, port);
    Map<String, String> table = ForwardTable.of(inventory).entries(ForwardMap.PORTS);
    Optional<String> key = keys.stream().filter(table::containsKey).findFirst();
    Optional<PortOwner> owner = PortOwner.of(inventory, address, port);
    if (key.isEmpty()) {
      return owner
          .map(found -> byKernel(asked, found))
          .orElseGet(() -> nobodys(asked, address, port, keys));
    }
    String entry = entry(key.get(), table.get(key.get()));
    // ADDRESS|PORT|MODE or ADDRESS|PORT|MODE|LIST
    String[] value = table.get(key.get()).split("\\|");
    return new ForwardExplanation(
        asked,
        owner.map(PortOwner::record).orElse(null),
        owner.map(found -> found.place().toString()).orElse(null),
        owner.map(found -> found.host().toString()).orElse(null),
        ForwardMap.PORTS.file() + ": " + entry,
        live(keys, Optional.of(entry)),
        "[%s]:%s".formatted(value[0], value[1]),
        owner.filter(found -> !found.allow().isEmpty()).map(PortOwner::allowed).orElse(null),
        "the host itself: nothing is ended or changed on the gateway",
        ClientAsSeen.byHost(inventory.gateway(), ClientAddressMode.parse(value[2])));
  }

  private ForwardExplanation byKernel(String asked, PortOwner owner) {
    return new ForwardExplanation(
        asked,
        owner.record(),
        owner.place().toString(),
        owner.host().toString(),
        null,
        null,
        "[%s]:%s".formatted(owner.address(), owner.port()),
        null,
        "the host itself, forwarded by the kernel; the agent nat64 renders it",
        ClientAsSeen.byHost(inventory.gateway(), ClientAddressMode.EMBEDDED));
  }

  private ForwardExplanation nobodys(
      String asked, IpAddress address, Port port, List<String> keys) {
    String sees =
        Listeners.of(inventory).have(address, port)
            ? "a reset: no host has this port"
            : "no connection: no host has this port, and the gateway does not listen there for forwards";
    return new ForwardExplanation(
        asked, null, null, null, null, live(keys, Optional.empty()), null, null, sees, null);
  }

  private String live(List<String> keys, Optional<String> wanted) {
    try {
      for (String key : keys) {
        Optional<String> value = live.value(ForwardMap.PORTS, key);
        if (value.isPresent()) {
          String entry = entry(key, value.get());
          return wanted.equals(Optional.of(entry)) ? SAME : ForwardMap.PORTS.file() + ": " + entry;
        }
      }
      return wanted.isEmpty() ? SAME : "missing";
    } catch (IOException e) {
      return "not known: " + e.getMessage();
    }
  }

  private static String entry(String key, String value) {
    return key + " " + value;
  }
}
