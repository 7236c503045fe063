package io.sixgate.relay.main;

import java.net.BindException;
import java.util.ArrayList;
import java.util.List;

/** Why James did not start, without the frames of Guice around it. */
final class StartFailure {
  private StartFailure() {}

  /** The messages of the causes, the innermost first; what one repeats of another is left out. */
  static String text(Throwable failure) {
    List<String> reasons = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && reasons.stream().noneMatch(message::contains)) {
        reasons.add(0, message.lines().findFirst().orElse(message));
      }
      if (cause instanceof BindException) {
        reasons.add(0, "an address of mail: in gateway.yaml is taken, or not the gateway's");
      }
    }
    return reasons.isEmpty() ? failure.toString() : String.join(": ", reasons);
  }
}
