package io.sixgate.inventory.allot;

import io.sixgate.inventory.allot.UsedPorts.Use;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses hosts' SSH ports. The search starts at a hash of the host's name, so that two people who
 * allot ports at the same time, each in his own copy of the inventory, seldom choose the same one.
 */
public final class SshPorts {
  private final PortRange range;
  private final UsedPorts used;
  private final Set<Port> taken = new HashSet<>();
  private final Map<Label, List<PortRange>> owned = new HashMap<>();

  private SshPorts(PortRange range, UsedPorts used) {
    this.range = range;
    this.used = used;
  }

  /**
   * The ports of this inventory.
   *
   * @throws NothingFree if gateway.yaml has no ssh-ports
   */
  public static SshPorts of(Inventory inventory, UsedPorts used) throws NothingFree {
    Gateway gateway = inventory.gateway();
    SshPorts ports =
        new SshPorts(
            gateway
                .sshPorts()
                .orElseThrow(
                    () ->
                        new NothingFree(
                            "gateway.yaml has no ssh-ports, so there is nothing to choose from;"
                                + " write e.g. ssh-ports: 22000-22999")),
            used);
    gateway.services().forEach(service -> ports.taken.add(service.port()));
    gateway.jump().ifPresent(jump -> ports.taken.add(jump.port()));
    for (Customer customer : inventory.customers().values()) {
      ports.owned.put(customer.name(), customer.ports());
      for (Host host : customer.hosts().values()) {
        host.ssh().ifPresent(ssh -> ports.taken.add(ssh.port()));
      }
    }
    return ports;
  }

  /**
   * The ports that the host can have, the best first: one that it had before, then those that
   * nobody had.
   *
   * @param again whether it is to be another than those it had
   * @throws NothingFree if there is none
   */
  public Stream<Port> candidates(HostId host, boolean again) throws NothingFree {
    Set<Port> had = new HashSet<>(used.by(host));
    Set<Port> known = new HashSet<>(used.uses().stream().map(Use::port).toList());
    List<Port> own =
        again ? List.of() : had.stream().filter(port -> isFor(host, port)).sorted().toList();
    int start = start(host);
    List<Port> fresh =
        IntStream.range(0, range.size())
            .mapToObj(i -> new Port(range.first().number() + (start + i) % range.size()))
            .filter(port -> isFor(host, port) && !known.contains(port))
            .toList();
    if (own.isEmpty() && fresh.isEmpty()) {
      throw new NothingFree(
          "each of ssh-ports ("
              + range
              + ") is or was some host's; widen ssh-ports in gateway.yaml, or give --reuse to take"
              + reusable()
                  .map(
                      use ->
                          " " + use.port() + ", which was " + use.host() + "'s from " + use.since())
                  .orElse(" one whose host is gone, of which there is none yet"));
    }
    return Stream.concat(own.stream(), fresh.stream());
  }

  /** The port that was given longest ago among those that no host has now. */
  public Optional<Use> reusable() {
    return used.uses().stream()
        .filter(use -> isFree(use.port()))
        .min(Comparator.comparing(Use::since).thenComparing(Use::port));
  }

  /** Of a customer who lists ports of the range, those alone; of others, what no customer lists. */
  private boolean isFor(HostId host, Port port) {
    List<PortRange> listed = owned.getOrDefault(host.customer(), List.of());
    boolean own = listed.stream().anyMatch(one -> one.contains(port));
    boolean hasOwn = listed.stream().anyMatch(range::overlaps);
    return isFree(port) && (hasOwn ? own : !isListed(port));
  }

  private boolean isListed(Port port) {
    return owned.values().stream().flatMap(List::stream).anyMatch(one -> one.contains(port));
  }

  private boolean isFree(Port port) {
    return range.contains(port) && !taken.contains(port);
  }

  private int start(HostId host) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(host.toString().getBytes(StandardCharsets.UTF_8));
      int number = (hash[0] & 0xff) << 16 | (hash[1] & 0xff) << 8 | (hash[2] & 0xff);
      return number % range.size();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
