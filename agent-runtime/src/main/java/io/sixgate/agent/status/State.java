package io.sixgate.agent.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What came of an agent's last pass; in JSON and print in lower case. */
public enum State {
  /** No pass has ended yet. */
  @JsonProperty("starting")
  STARTING,
  /** The server is as the inventory says. */
  @JsonProperty("ok")
  OK,
  /** The brake holds a plan back; the server keeps what it has. */
  @JsonProperty("refused")
  REFUSED,
  /** The server could not be read or not be changed wholly; the agent tries again by itself. */
  @JsonProperty("failing")
  FAILING,
  /** The process has stopped in order; the server keeps what it has. */
  @JsonProperty("stopped")
  STOPPED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
