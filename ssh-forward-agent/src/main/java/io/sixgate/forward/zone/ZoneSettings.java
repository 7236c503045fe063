package io.sixgate.forward.zone;

import io.sixgate.inventory.net.Hostname;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the zones and their name server are.
 *
 * @param state the folder of the zone files, absolute
 * @param checkzone the program nsd-checkzone
 * @param control the program nsd-control
 * @param configuration NSD's own configuration, which includes ours
 * @param patience how long NSD may say nothing, or take to load a zone
 */
public record ZoneSettings(
    Path state, Path checkzone, Path control, Path configuration, Duration patience) {
  Path zone(Hostname zone) {
    return state.resolve(zone + ".zone");
  }

  /** What NSD's configuration includes. */
  Path part() {
    return state.resolve("nsd.conf");
  }
}
