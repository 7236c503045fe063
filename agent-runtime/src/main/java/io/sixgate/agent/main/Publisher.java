package io.sixgate.agent.main;

import io.sixgate.agent.lock.AgentLock;
import io.sixgate.agent.lock.LockHeld;
import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import io.sixgate.agent.loop.LoopObserver;
import io.sixgate.agent.loop.Trigger;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.State;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.agent.systemd.SystemdNotifier;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the status to the status file and to systemd, and sees to it that the run folder stays this
 * agent's.
 */
final class Publisher implements LoopObserver {

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  private final StatusFile file;
  private final SystemdNotifier systemd;
  private final AgentLock lock;
  private Optional<LockHeld> successor = Optional.empty();
  private boolean ready;
  private boolean complained;

  Publisher(StatusFile file, SystemdNotifier systemd, AgentLock lock) {
    this.file = file;
    this.systemd = systemd;
    this.lock = lock;
  }

  /** Not while another process has this agent's place. */
  @Override
  public boolean isWanted() {
    return successor.isEmpty();
  }

  /** Ends quietly unless another process has this agent's place. */
  void end(AgentStatus last) throws LockHeld {
    if (successor.isPresent()) {
      throw successor.get();
    }
    write(last);
  }

  @Override
  public void passBegins(Set<Trigger> triggers) {
    if (ready && triggers.contains(Trigger.HANGUP)) {
      ready = false;
      tell(systemd::reloading);
    }
  }

  /** Ready is told after the first pass whatever came of it: a server that is down may come up. */
  @Override
  public void status(AgentStatus status) {
    keepPlace();
    if (!isWanted()) {
      return;
    }
    write(status);
    tell(() -> systemd.status(sentence(status)));
    if (!ready) {
      ready = true;
      tell(systemd::ready);
      // Collects what reading everything left behind. Else it is done in the middle of one of the
      // next changes, which then waits for it: 0.1 s with 10,000 hosts.
      System.gc();
    }
  }

  /** Any thread may tell this one. */
  void stopping() {
    tell(systemd::stopping);
  }

  private void keepPlace() {
    try {
      if (lock.renew()) {
        Line.event("run-folder-renewed")
            .with("text", "the agent's lock in the run folder was removed; it is there again")
            .warn(LOG);
      }
    } catch (LockHeld e) {
      successor = Optional.of(e);
    } catch (IOException e) {
      // The status file cannot be written either, and that is told.
      LOG.debug("lock not renewed", e);
    }
  }

  private void write(AgentStatus status) {
    try {
      file.write(status);
      complained = false;
    } catch (IOException e) {
      if (!complained) {
        Line.event("status-not-written").with("text", FailureText.of(e)).warn(LOG);
      }
      complained = true;
    }
  }

  /** For {@code systemctl status}: {@code ok, names 120, problems 2}. */
  private static String sentence(AgentStatus status) {
    String counts =
        status.counts().entrySet().stream()
            .map(count -> ", " + count.getKey() + " " + count.getValue())
            .collect(Collectors.joining());
    String problems = status.problems().isEmpty() ? "" : ", problems " + status.problems().size();
    String why = "";
    if (status.state() == State.FAILING && !status.failures().isEmpty()) {
      why = ": " + status.failures().get(0);
    } else if (status.pending() != null) {
      why = ": " + status.pending().text();
    }
    return status.state() + counts + problems + why;
  }

  private interface Message {
    void send() throws InterruptedException;
  }

  private static void tell(Message message) {
    try {
      message.send();
    } catch (InterruptedException e) {
      // The loop sees it at its next wait.
      Thread.currentThread().interrupt();
    }
  }
}
