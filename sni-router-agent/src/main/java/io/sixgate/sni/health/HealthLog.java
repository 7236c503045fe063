package io.sixgate.sni.health;

import io.sixgate.agent.log.Line;
import io.sixgate.sni.route.Target;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each change of an address once. */
final class HealthLog {
  private static final Logger LOG = LoggerFactory.getLogger(HealthLog.class);

  private final Set<Target> down = new HashSet<>();
  private final Set<String> obstacles = new HashSet<>();

  /** Tells what of this port was not told yet. */
  void tell(PortHealth port) {
    Set<Target> now = port.isExpected() ? new HashSet<>(port.down()) : Set.of();
    for (Target target : port.targets()) {
      if (now.contains(target) && down.add(target)) {
        line("address-down", target)
            .with("reason", port.verdict(target.address()).reason().orElseThrow())
            .info(LOG);
      } else if (!now.contains(target) && down.remove(target)) {
        line("address-up", target).info(LOG);
      }
    }
  }

  /** It is checked no more. */
  void forget(Target target) {
    down.remove(target);
  }

  /** Those that are down, as the log has it. */
  Set<Target> down() {
    return Collections.unmodifiableSet(down);
  }

  /** Once for each text: every check may meet it. */
  void tellObstacle(String text) {
    if (obstacles.add(text)) {
      Line.event("cannot-check").with("text", text).warn(LOG);
    }
  }

  private static Line line(String event, Target target) {
    return Line.event(event)
        .with("host", target.host())
        .with("address", target.address())
        .with("port", target.port());
  }
}
