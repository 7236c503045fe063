package io.sixgate.agent.lock;

import java.io.IOException;
import java.nio.file.Path;

/** Another process runs this agent with this run folder. */
public final class LockHeld extends IOException {
  private static final long serialVersionUID = 1;

  LockHeld(Path file, String pid) {
    super(
        "this agent runs already as process "
            + (pid.isEmpty() ? "(just starting)" : pid)
            + ", which holds "
            + file
            + "; stop that one first, or give this one a run folder of its own (--run)");
  }
}
