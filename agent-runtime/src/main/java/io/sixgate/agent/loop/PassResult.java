package io.sixgate.agent.loop;

import io.sixgate.agent.status.State;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What came of one pass. */
sealed interface PassResult {

  State state();

  /** The pass in words, for the status. */
  String outcome();

  /**
   * What the server was to get, in the operator's words, and has got if nothing failed; nothing if
   * it was not changed.
   */
  default Optional<String> effect() {
    return Optional.empty();
  }

  /** How many entries are still otherwise than they should be; empty if that is not known. */
  default OptionalInt drift() {
    return OptionalInt.empty();
  }

  /** What failed, one text each. */
  default List<String> failures() {
    return List.of();
  }

  /** The refusal that stands after the pass, given the one that stood before it. */
  default Optional<Refusal> refusal(Optional<Refusal> before) {
    return Optional.empty();
  }

  /** A defect of the program rather than of its surroundings. */
  default Optional<RuntimeException> defect() {
    return Optional.empty();
  }

  /** Actual was as desired. */
  record Unchanged() implements PassResult {
    @Override
    public State state() {
      return State.OK;
    }

    @Override
    public String outcome() {
      return "nothing to do";
    }

    @Override
    public OptionalInt drift() {
      return OptionalInt.of(0);
    }
  }

  /**
   * The plan was carried out, perhaps in part.
   *
   * @param planned how many entries were otherwise than they should be
   */
  record Applied(Outcome result, String plannedEffect, int planned) implements PassResult {
    @Override
    public State state() {
      return result.isComplete() ? State.OK : State.FAILING;
    }

    @Override
    public String outcome() {
      return result.toString();
    }

    @Override
    public Optional<String> effect() {
      return result.done() > 0 || result.isComplete()
          ? Optional.of(plannedEffect)
          : Optional.empty();
    }

    @Override
    public List<String> failures() {
      return result.failures();
    }

    @Override
    public OptionalInt drift() {
      return OptionalInt.of(
          result.isComplete() ? 0 : Math.max(result.failures().size(), planned - result.done()));
    }
  }

  /**
   * The brake held the plan's removals back; the rest, if there was any, was carried out.
   *
   * @param planned how many entries were otherwise than they should be
   */
  record Refused(Refusal why, Optional<Applied> rest, int planned) implements PassResult {
    @Override
    public State state() {
      return State.REFUSED;
    }

    @Override
    public String outcome() {
      return rest.map(applied -> "removals refused, " + applied.outcome()).orElse("refused");
    }

    @Override
    public Optional<String> effect() {
      return rest.flatMap(Applied::effect);
    }

    @Override
    public List<String> failures() {
      return rest.map(Applied::failures).orElse(List.of());
    }

    @Override
    public OptionalInt drift() {
      int done = rest.map(applied -> applied.result().done()).orElse(0);
      return OptionalInt.of(Math.max(why.removals(), planned - done));
    }

    @Override
    public Optional<Refusal> refusal(Optional<Refusal> before) {
      return Optional.of(why);
    }
  }

  /** Server or inventory could not be reached; what stood refused before stands refused. */
  record Failed(String text, Optional<RuntimeException> defect) implements PassResult {
    @Override
    public State state() {
      return State.FAILING;
    }

    @Override
    public String outcome() {
      return "failed";
    }

    @Override
    public List<String> failures() {
      return List.of(text);
    }

    @Override
    public Optional<Refusal> refusal(Optional<Refusal> before) {
      return before;
    }
  }
}
