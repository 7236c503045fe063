package io.sixgate.haproxy.sync;

import io.sixgate.haproxy.configuration.HaproxyPart;
import io.sixgate.haproxy.map.LiveMap;
import io.sixgate.haproxy.map.NamedMap;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Single entries of the maps of the HAProxy that runs.
 *
 * @param part whose Runtime API is asked
 * @param state folder of the maps' files, by whose paths HAProxy knows them
 * @param run folder of the Runtime API's socket
 * @param patience how long HAProxy may say nothing
 */
public record RunningLookup(HaproxyPart part, Path state, Path run, Duration patience) {
  /** What a lookup finds. */
  public Optional<String> value(NamedMap map, String key) throws IOException {
    return new LiveMap(
            state.resolve(map.file()),
            map.recentFile().map(state::resolve),
            new RuntimeApi(new RuntimeSocket(run.resolve(part.socket()), patience)))
        .lookUp(key);
  }
}
