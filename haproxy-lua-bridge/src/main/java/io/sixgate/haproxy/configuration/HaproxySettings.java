package io.sixgate.haproxy.configuration;

import io.sixgate.haproxy.map.NamedMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where HAProxy and what belongs to it is on this gateway.
 *
 * @param binary the program, to check a configuration with
 * @param operatorFiles the operator's own configuration files, which HAProxy reads before ours
 * @param state folder of our configuration files and the maps
 * @param run folder of the Runtime API's sockets
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

  /** An agent's configuration file. */
  public Path configuration(HaproxyPart part) {
    return state.resolve(part.file());
  }

  /** The Runtime API that an agent's configuration file makes. */
  public Path socket(HaproxyPart part) {
    return run.resolve(part.socket());
  }

  /** A map's file, by whose path HAProxy knows it. */
  public Path map(NamedMap map) {
    return state.resolve(map.file());
  }

  /** The file of the map that HAProxy looks up before it, if it has one. */
  public Optional<Path> recentMap(NamedMap map) {
    return map.recentFile().map(state::resolve);
  }
}
