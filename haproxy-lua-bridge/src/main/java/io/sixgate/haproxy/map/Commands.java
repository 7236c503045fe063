package io.sixgate.haproxy.map;

import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Changes that are given to HAProxy one after the other, and go on behind one that it refuses.
 *
 * @param refused gets its words for each of those
 */
record Commands(RuntimeApi api, List<String> refused) {
  /**
   * Makes changes to a map.
   *
   * @param has gets each entry that HAProxy has confirmed
   * @param gone gets each key that it has confirmed to be gone
   * @return changes done
   * @throws RuntimeApiException if HAProxy can't be asked now, so that the rest need not be tried
   */
  int carryOut(Path map, MapChanges changes, BiConsumer<String, String> has, Consumer<String> gone)
      throws RuntimeApiException {
    int done = 0;
    if (!changes.added().isEmpty() && attempt(() -> api.add(map, changes.added()))) {
      changes.added().forEach(has);
      done += changes.added().size();
    }
    for (Map.Entry<String, String> entry : changes.set().entrySet()) {
      if (attempt(() -> api.set(map, entry.getKey(), entry.getValue()))) {
        has.accept(entry.getKey(), entry.getValue());
        done++;
      }
    }
    for (String key : changes.removed()) {
      if (attempt(() -> api.del(map, key))) {
        gone.accept(key);
        done++;
      }
    }
    return done;
  }

  /** Whether HAProxy did it. */
  boolean attempt(Request request) throws RuntimeApiException {
    try {
      request.send();
      return true;
    } catch (RuntimeApiException e) {
      if (e.kind() != RuntimeApiException.Kind.REFUSED) {
        throw e;
      }
      refused.add(e.getMessage());
      return false;
    }
  }

  interface Request {
    void send() throws RuntimeApiException;
  }
}
