package io.sixgate.forward.listen;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.ListeningSocket;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What on this machine keeps HAProxy from listening, found before HAProxy runs into it. */
public final class Obstacles {
  private static final Port FIRST = new Port(1);
  private static final Port LAST = new Port(65535);
  private static final PortRange ALL = new PortRange(FIRST, LAST);
  private static final String HAPROXY = "haproxy";

  private final Path proc;

  public Obstacles() {
    this(Path.of("/proc"));
  }

  Obstacles(Path proc) {
    this.proc = proc;
  }

  /**
   * What HAProxy can't have.
   *
   * @param running where a HAProxy that answers listens by our file; empty if that is not known,
   *     and then what HAProxy has counts as its own
   */
  public List<Obstacle> to(Listeners wanted, Optional<Listeners> running) throws IOException {
    List<Obstacle> found = new ArrayList<>();
    Set<IpAddress> missing = new HashSet<>();
    for (Listener listener : wanted.all()) {
      if (!missing.contains(listener.address())
          && !ListeningSocket.canListen(listener.address(), 0)) {
        missing.add(listener.address());
        found.add(noAddress(listener.address()));
      }
    }
    List<Conflict> conflicts = conflicts(wanted, running, missing);
    if (!conflicts.isEmpty()) {
      Set<String> inodes = new HashSet<>();
      conflicts.forEach(conflict -> inodes.add(conflict.socket().inode()));
      Map<String, SocketOwners.Owner> owners = SocketOwners.of(proc, inodes);
      for (Conflict conflict : conflicts) {
        Optional<SocketOwners.Owner> owner =
            Optional.ofNullable(owners.get(conflict.socket().inode()));
        boolean perhapsOurs =
            running.isEmpty() && owner.filter(o -> o.name().equals(HAPROXY)).isPresent();
        if (!perhapsOurs
            && !ListeningSocket.canListen(conflict.address(), conflict.socket().port().number())) {
          found.add(taken(conflict, owner));
        }
      }
    }
    return found;
  }

  private record Conflict(IpAddress address, ListeningSocket socket) {}

  private List<Conflict> conflicts(
      Listeners wanted, Optional<Listeners> running, Set<IpAddress> missing) throws IOException {
    List<Conflict> conflicts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<Listener> all = wanted.all();
    for (ListeningSocket socket : ListeningSocket.read(proc)) {
      for (Listener listener : all) {
        if (listener.ports().contains(socket.port())
            && socket.mayHave(listener.address())
            && !missing.contains(listener.address())
            && running.filter(r -> r.have(listener.address(), socket.port())).isEmpty()
            && seen.add(listener.address() + " " + socket.port())) {
          conflicts.add(new Conflict(listener.address(), socket));
        }
      }
    }
    return conflicts;
  }

  /** Whether HAProxy could listen there now. */
  public boolean isGone(Obstacle obstacle) {
    return ListeningSocket.canListen(
        obstacle.address(), obstacle.ports().equals(ALL) ? 0 : obstacle.ports().first().number());
  }

  private static Obstacle noAddress(IpAddress address) {
    return new Obstacle(
        address,
        ALL,
        "%s is no address of this machine, so nothing is forwarded there; add it to an interface, or take it out of gateway.yaml"
            .formatted(address));
  }

  private static Obstacle taken(Conflict conflict, Optional<SocketOwners.Owner> owner) {
    Port port = conflict.socket().port();
    String who =
        owner
            .map(
                o ->
                    o.name().equals(HAPROXY)
                        ? "another frontend of HAProxy, in your own haproxy.cfg or in sixgate.cfg"
                        : o.toString())
            .orElse("a process that can't be seen from here");
    return new Obstacle(
        conflict.address(),
        PortRange.of(port),
        "TCP port %s of %s is taken by %s, so it is not forwarded, while all others are; free it, or use another port"
            .formatted(port, conflict.address(), who));
  }
}
