package io.sixgate.agent.loop;

import io.sixgate.agent.log.Line;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.State;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what passes came to and tells it: each change once, each failure, refusal and problem
 * once when it begins and once when it ends, an unchanged pass not at all.
 */
final class Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  /** Of one kind and pass; an inventory with 100,000 problems must not flood the journal. */
  private static final int MOST_LINES = 50;

  private final LoopSettings settings;
  private final String wayOn;
  private final Time time;
  private final Instant started;

  private State state = State.STARTING;
  private String outcome;
  private Instant lastPass;
  private Instant lastChange;
  private Facts facts = Facts.none();
  private List<String> failures = List.of();
  private Optional<Refusal> refusal = Optional.empty();
  private Integer drift;
  private int failedPasses;
  private long failingSince;

  Ledger(LoopSettings settings, String wayOn, Time time) {
    this.settings = settings;
    this.wayOn = wayOn;
    this.time = time;
    this.started = time.wall();
  }

  void enter(PassResult result, Facts now, Set<Trigger> triggers, Depth depth, Duration took) {
    lastPass = time.wall();
    state = result.state();
    outcome = result.outcome();
    drift = result.drift().isPresent() ? result.drift().getAsInt() : null;
    result
        .effect()
        .ifPresent(
            effect ->
                tellChange(
                    result.failures().isEmpty()
                        ? Line.event("applied").with("effect", effect)
                        : Line.event("applied-partly").with("planned", effect),
                    triggers,
                    depth,
                    took));
    tellFailures(result);
    tellRefusal(result.refusal(refusal));
    tellProblems(now.problems());
    facts = now;
  }

  State state() {
    return state;
  }

  Optional<Refusal> refusal() {
    return refusal;
  }

  AgentStatus status(Instant nextAudit) {
    return new AgentStatus(
        settings.agent(),
        ProcessHandle.current().pid(),
        settings.version(),
        started,
        time.wall(),
        settings.heartbeat().toSeconds(),
        state,
        facts.generation().isEmpty() ? null : facts.generation(),
        lastPass,
        lastChange,
        outcome,
        facts.counts(),
        facts.problems(),
        failures,
        refusal
            .map(r -> new AgentStatus.Pending(r.removals(), r.present(), r.text(wayOn)))
            .orElse(null),
        nextAudit,
        drift,
        facts.tables());
  }

  private void tellChange(Line line, Set<Trigger> triggers, Depth depth, Duration took) {
    lastChange = lastPass;
    line.with("outcome", outcome)
        .with(
            "trigger",
            EnumSet.copyOf(triggers).stream()
                .map(Trigger::toString)
                .collect(Collectors.joining(",")))
        .with("depth", depth)
        .with("took-ms", took.toMillis())
        .info(LOG);
  }

  private void tellFailures(PassResult result) {
    List<String> current = result.failures();
    if (failures.isEmpty() && !current.isEmpty()) {
      failedPasses = 0;
      failingSince = time.nanos();
    }
    for (String text : news(current, failures)) {
      Line line = Line.event("failing").with("text", text);
      result.defect().ifPresentOrElse(defect -> line.error(LOG, defect), () -> line.warn(LOG));
    }
    if (!current.isEmpty()) {
      failedPasses++;
    } else if (!failures.isEmpty()) {
      Line.event("recovered")
          .with("failed-passes", failedPasses)
          .with("after-s", Duration.ofNanos(time.nanos() - failingSince).toSeconds())
          .info(LOG);
    }
    failures = List.copyOf(current);
  }

  private void tellRefusal(Optional<Refusal> current) {
    if (current.isPresent() && !current.equals(refusal)) {
      Line.event("refused").with("text", current.get().text(wayOn)).warn(LOG);
    } else if (current.isEmpty() && refusal.isPresent()) {
      Line.event("refusal-over").info(LOG);
    }
    refusal = current;
  }

  private void tellProblems(List<String> current) {
    for (String text : news(current, facts.problems())) {
      Line.event("problem").with("text", text).warn(LOG);
    }
    for (String text : news(facts.problems(), current)) {
      Line.event("problem-solved").with("text", text).info(LOG);
    }
  }

  /** What is in one and was not in the other, the first of it. */
  private static List<String> news(List<String> now, List<String> before) {
    Set<String> known = new HashSet<>(before);
    List<String> news = now.stream().filter(text -> !known.contains(text)).distinct().toList();
    if (news.size() > MOST_LINES) {
      Line.event("more")
          .with("not-shown", news.size() - MOST_LINES)
          .with("see", "sixgate status")
          .info(LOG);
    }
    return news.stream().limit(MOST_LINES).toList();
  }
}
