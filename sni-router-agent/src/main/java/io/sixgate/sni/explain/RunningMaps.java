package io.sixgate.sni.explain;

import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.map.LiveMap;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.sni.route.MapKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The maps of the HAProxy that runs.
 *
 * @param state folder of the maps' files, by whose paths HAProxy knows them
 * @param run folder of the Runtime API's socket
 * @param patience how long HAProxy may say nothing
 */
public record RunningMaps(Path state, Path run, Duration patience) implements LiveEntries {
  @Override
  public Optional<String> value(MapKind map, String key) throws IOException {
    return new LiveMap(
            state.resolve(map.file()),
            map.recentFile().map(state::resolve),
            new RuntimeApi(
                new RuntimeSocket(run.resolve(BridgeConfiguration.PART.socket()), patience)))
        .lookUp(key);
  }
}
