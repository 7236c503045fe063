package io.sixgate.forward.explain;

import static io.sixgate.forward.explain.ForwardExplanation.SAME;

import io.sixgate.forward.listen.Listeners;
import io.sixgate.forward.table.ForwardMap;
import io.sixgate.forward.table.ForwardTable;
import io.sixgate.haproxy.destination.ClientAsSeen;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows a port of the gateway as HAProxy and the kernel do, and tells at each step what decides.
 */
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

  /** What the kernel of this gateway forwards by. */
  public interface Kernel {
    /** The translator of NAT64, e.g. {@code tayga}. */
    String translator();

    /** Why a port that the inventory has does not lead to its host; empty if it does. */
    Optional<String> hindrance(IpAddress address, Protocol protocol, Port port);
  }

  private final Inventory inventory;
  private final LiveEntries live;
  private final Kernel kernel;

  public ForwardExplainer(Inventory inventory, LiveEntries live, Kernel kernel) {
    this.inventory = inventory;
    this.live = live;
    this.kernel = kernel;
  }

  /**
   * Explains a port of one of the gateway's addresses.
   *
   * @param protocol TCP before UDP, if empty
   */
  public ForwardExplanation explain(IpAddress address, Port port, Optional<Protocol> protocol) {
    String asked =
        address.match(v4 -> v4 + ":" + port, v6 -> "[" + v6 + "]:" + port)
            + protocol.map(one -> "/" + one).orElse("");
    List<String> keys = ForwardTable.keys(inventory.gateway(), address, port);
    Map<String, String> table = ForwardTable.of(inventory).entries(ForwardMap.PORTS);
    boolean udp = protocol.equals(Optional.of(Protocol.UDP));
    Optional<String> key = keys.stream().filter(one -> !udp && table.containsKey(one)).findFirst();
    Optional<PortOwner> owner = PortOwner.of(inventory, address, port, protocol);
    if (key.isEmpty()) {
      return owner
          .map(found -> byKernel(asked, address, port, found))
          .orElseGet(() -> udp ? nobodysUdp(asked, address) : nobodys(asked, address, port, keys));
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
        owner.map(PortOwner::allowed).orElse(null),
        "the host itself: nothing is ended or changed on the gateway",
        ClientAsSeen.byHost(inventory.gateway(), ClientAddressMode.parse(value[2])));
  }

  private ForwardExplanation byKernel(String asked, IpAddress address, Port port, PortOwner owner) {
    Optional<String> hindrance =
        inventory.gateway().nat64().isEmpty()
            ? Optional.of("gateway.yaml has no nat64:, whose translator forwards in the kernel")
            : kernel.hindrance(address, owner.protocol(), port);
    return new ForwardExplanation(
        asked,
        owner.record(),
        owner.place().toString(),
        owner.host().toString(),
        null,
        null,
        hindrance.isPresent() ? null : "[%s]:%s".formatted(owner.address(), owner.port()),
        owner.allowed(),
        hindrance
            .map(why -> "no answer: " + why)
            .orElseGet(() -> "the host itself, forwarded by the kernel: " + by(address)),
        hindrance.isPresent() ? null : seenByHost(address));
  }

  private String by(IpAddress address) {
    return address.match(
        v4 -> "nftables and " + kernel.translator() + ", as the agent nat64 told them",
        v6 -> "nftables, as the agent nat64 told it");
  }

  private String seenByHost(IpAddress address) {
    return address.match(
        v4 ->
            "the client's IPv4 address inside %s (RFC 6052)"
                .formatted(inventory.gateway().nat64().orElseThrow().prefix()),
        v6 -> "the client's own address");
  }

  private static ForwardExplanation nobodysUdp(String asked, IpAddress address) {
    String sees =
        "no answer: no host has UDP port " + asked.replaceAll(".*:|/udp", "") + " of " + address;
    return new ForwardExplanation(asked, null, null, null, null, null, null, null, sees, null);
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
