package io.sixgate.agent.loop;

import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.State;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs passes, one at a time, in the thread that calls {@link #run}. Triggers may come from any
 * thread; those that wait together make one pass.
 *
 * <p>All of its work is done in turns ({@link #turn}), which tests call with a clock of their own.
 */
public final class AgentLoop {

  private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);

  /** How late a waiting loop may turn round on a loaded machine before it counts as hanging. */
  private static final Duration LATENESS = Duration.ofSeconds(10);

  private final Reconciler<?> reconciler;
  private final Pass<?> pass;
  private final LoopSettings settings;
  private final Time time;
  private final ForceFile forceFile;
  private final LoopObserver observer;
  private final Mailbox mailbox = new Mailbox();
  private final Ledger ledger;
  private final Schedule schedule;
  private final MachineClock clock;
  private boolean doubtful;
  private Optional<String> forceFailure = Optional.empty();

  /** By when the loop's thread must have come back, in {@link Time#nanos}. */
  private volatile long backBy;

  /** A loop that has not begun; it starts with a {@link Trigger#START}. */
  public <P extends Plan> AgentLoop(
      Reconciler<P> reconciler,
      LoopSettings settings,
      Time time,
      RandomGenerator random,
      ForceFile forceFile,
      LoopObserver observer) {
    this.reconciler = reconciler;
    this.pass = new Pass<>(reconciler, settings.brake());
    this.settings = settings;
    this.time = time;
    this.forceFile = forceFile;
    this.observer = observer;
    this.ledger = new Ledger(settings, "run \"sixgate force " + settings.agent() + "\"", time);
    this.schedule = new Schedule(settings, random, time.nanos());
    this.clock = new MachineClock(time);
    this.backBy = time.nanos() + settings.passDeadline().toNanos();
    mailbox.put(Trigger.START);
  }

  /** Asks for a pass; returns at once. */
  public void trigger(Trigger trigger) {
    mailbox.put(trigger);
  }

  /** Ends {@link #run} after the pass at work; may be called from any thread. */
  public void stop() {
    mailbox.close();
  }

  /**
   * Runs until {@link #stop} is called or the thread is interrupted.
   *
   * @return the last status
   */
  public AgentStatus run() {
    try {
      while (!mailbox.isClosed()) {
        long wait = turn();
        backBy = time.nanos() + wait + LATENESS.toNanos();
        mailbox.await(wait);
      }
    } catch (InterruptedException e) {
      // The way to stop a pass that hangs. Not passed on: what follows still has files to write.
      mailbox.close();
    }
    return status();
  }

  /**
   * Whether the loop's thread came round lately: false while a pass is beyond its deadline. May be
   * called from any thread.
   */
  public boolean isTurning() {
    return time.nanos() - backBy <= 0;
  }

  /** The status as of now; by the loop's thread only. */
  public AgentStatus status() {
    return ledger.status(time.wall().plus(schedule.untilAudit(time.nanos())));
  }

  /**
   * One turn: what is due is done.
   *
   * @return nanoseconds until the next is due
   */
  long turn() throws InterruptedException {
    EnumSet<Trigger> due = mailbox.takeAll();
    due.addAll(schedule.due(time.nanos()));
    if (isClockSet()) {
      due.add(Trigger.CLOCK);
    }
    if (isForced()) {
      due.add(Trigger.FORCE);
    }
    if (!due.isEmpty()) {
      pass(due);
    }
    if (!due.isEmpty() || schedule.isHeartbeatDue(time.nanos())) {
      observer.status(status());
      schedule.beaten(time.nanos());
      if (!observer.isWanted()) {
        stop();
      }
    }
    return schedule.untilNext(time.nanos(), ledger.refusal().isPresent());
  }

  private void pass(Set<Trigger> triggers) throws InterruptedException {
    observer.passBegins(triggers);
    long began = time.nanos();
    backBy = began + settings.passDeadline().toNanos();
    Depth depth =
        doubtful || triggers.stream().anyMatch(trigger -> trigger.depth() == Depth.FULL)
            ? Depth.FULL
            : Depth.CHANGES;
    PassResult result = pass.run(depth, triggers.contains(Trigger.FORCE));
    long ended = time.nanos();
    ledger.enter(result, reconciler.facts(), triggers, depth, Duration.ofNanos(ended - began));
    doubtful = result.state() != State.OK;
    schedule.passed(ended, depth, result.state() == State.FAILING);
  }

  private boolean isClockSet() {
    Optional<Duration> jump = clock.jump(time);
    jump.ifPresent(
        by ->
            Line.event("clock-set")
                .with("by-s", by.toSeconds())
                .with(
                    "text",
                    "the machine's clock was set, or the machine slept; what ends on a date is"
                        + " looked at anew")
                .warn(LOG));
    return jump.isPresent();
  }

  /** Takes the operator's permission away in any case: it is for one pass, and for now. */
  private boolean isForced() {
    try {
      if (!forceFile.take()) {
        forceFailure = Optional.empty();
        return false;
      }
    } catch (IOException e) {
      String text =
          forceFile.path() + " cannot be deleted, so it is not obeyed: " + FailureText.of(e);
      if (!forceFailure.equals(Optional.of(text))) {
        Line.event("force-ignored").with("text", text).warn(LOG);
      }
      forceFailure = Optional.of(text);
      return false;
    }
    if (ledger.refusal().isEmpty()) {
      Line.event("force-ignored").with("text", "the brake holds nothing back").info(LOG);
      return false;
    }
    Line.event("forced").with("text", "the brake is off for one pass").info(LOG);
    return true;
  }
}
