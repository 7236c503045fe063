package io.sixgate.sni.router;

import io.sixgate.haproxy.BridgeLimits;
import io.sixgate.haproxy.BridgeSettings;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Limits;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.sni.route.MapKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where HAProxy and what belongs to it is on this gateway.
 *
 * @param binary the program, to check a configuration with
 * @param operatorFiles the operator's own configuration files, which HAProxy reads before ours
 * @param state folder of sixgate.cfg and the maps
 * @param run folder of the Runtime API's socket
 * @param lua the file sixgate.lua
 * @param masterSocket the master CLI's socket
 * @param patience how long HAProxy may say nothing
 * @param reloadPatience how long a reload may take; a million names need a second
 */
public record HaproxySettings(
    Path binary,
    List<Path> operatorFiles,
    Path state,
    Path run,
    Path lua,
    Path masterSocket,
    Duration patience,
    Duration reloadPatience) {
  public HaproxySettings {
    operatorFiles = List.copyOf(operatorFiles);
  }

  Path configuration() {
    return state.resolve("sixgate.cfg");
  }

  /** The Runtime API that sixgate.cfg makes. */
  public Path socket() {
    return run.resolve("haproxy.sock");
  }

  /** A map's file, by whose path HAProxy knows it. */
  public Path map(MapKind map) {
    return state.resolve(map.file());
  }

  /** The file of the map that HAProxy looks up before it, if it has one. */
  public Optional<Path> recentMap(MapKind map) {
    return map.recentFile().map(state::resolve);
  }

  /** What sixgate.cfg is rendered from. */
  BridgeSettings bridge(Gateway gateway) {
    return new BridgeSettings(
        gateway.addresses().stream().map(Object::toString).toList(),
        ports(gateway, Service.Kind.TLS),
        ports(gateway, Service.Kind.HTTP),
        gateway.embeddedPrefix().map(Ipv6Prefix::toString),
        gateway.nat64().stream().map(nat64 -> nat64.prefix().toString()).toList(),
        limits(gateway.limits()),
        state,
        run,
        lua);
  }

  private static BridgeLimits limits(Limits limits) {
    return new BridgeLimits(
        limits.connectionsPerClient(),
        limits.newConnectionsPerClient().count(),
        Math.toIntExact(limits.newConnectionsPerClient().period().toSeconds()),
        limits.connectionsPerHost(),
        Math.toIntExact(limits.hello().toSeconds()),
        Math.toIntExact(limits.headers().toSeconds()));
  }

  private static List<Integer> ports(Gateway gateway, Service.Kind kind) {
    return gateway.services().stream()
        .filter(service -> service.kind() == kind)
        .map(service -> service.port().number())
        .toList();
  }
}
