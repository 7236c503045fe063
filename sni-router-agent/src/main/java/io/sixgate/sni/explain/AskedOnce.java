package io.sixgate.sni.explain;

import io.sixgate.sni.route.MapKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for no key twice, and for nothing after the first failure: a HAProxy that hangs costs one
 * deadline, not one for each port.
 */
final class AskedOnce implements LiveEntries {
  private final LiveEntries live;
  private final Map<String, Optional<String>> answers = new HashMap<>();
  private IOException failure;

  AskedOnce(LiveEntries live) {
    this.live = live;
  }

  @Override
  public Optional<String> value(MapKind map, String key) throws IOException {
    if (failure != null) {
      throw failure;
    }
    String question = map + " " + key;
    Optional<String> answer = answers.get(question);
    if (answer == null) {
      try {
        answer = live.value(map, key);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      answers.put(question, answer);
    }
    return answer;
  }
}
