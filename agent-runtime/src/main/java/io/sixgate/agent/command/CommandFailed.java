package io.sixgate.agent.command;

import java.io.IOException;

/** A command that did not do what it was run for; the message says which, how and its output. */
public final class CommandFailed extends IOException {
  private static final long serialVersionUID = 1;

  CommandFailed(Command command, String how) {
    super(command + ": " + how);
  }

  CommandFailed(Command command, String how, Throwable cause) {
    super(command + ": " + how, cause);
  }
}
