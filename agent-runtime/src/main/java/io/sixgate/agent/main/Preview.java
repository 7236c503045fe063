package io.sixgate.agent.main;

import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.LoopSettings;
import io.sixgate.agent.loop.Plan;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.agent.status.StatusFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --plan} prints.
 *
 * @param agent e.g. {@code sni-router}
 * @param generation of the desired state
 * @param present entries on the server now
 * @param removals entries that would be removed
 * @param refusal why the brake would refuse it; null if it would not
 * @param commands in the server's own language, in order
 * @param problems of the inventory
 */
public record Preview(
    String agent,
    String generation,
    int present,
    int removals,
    String refusal,
    List<String> commands,
    List<String> problems) {

  /**
   * Reads both sides and compares them; changes nothing.
   *
   * @throws IOException if either side cannot be read
   */
  public static <P extends Plan> Preview of(Reconciler<P> reconciler, LoopSettings settings)
      throws IOException, InterruptedException {
    P plan = reconciler.plan(Depth.FULL);
    Optional<String> refusal =
        settings
            .brake()
            .judge(plan)
            .map(r -> r.text("run \"sixgate force " + settings.agent() + "\""));
    return new Preview(
        settings.agent(),
        reconciler.facts().generation(),
        plan.present(),
        plan.removals(),
        refusal.orElse(null),
        plan.commands(),
        reconciler.facts().problems());
  }

  /** One of {@link ExitCode}: the plan would be refused, the inventory has problems, or neither. */
  public int exitCode() {
    if (refusal != null) {
      return ExitCode.REFUSED;
    }
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Commands alone on {@code out}, so that they can be piped; the rest on {@code err}. */
  void print(boolean json, PrintWriter out, PrintWriter err) {
    if (json) {
      out.println(StatusFile.json(this));
    } else {
      commands.forEach(out::println);
      problems.forEach(problem -> err.println("problem: " + problem));
      if (refusal != null) {
        err.println("the brake would refuse this: " + refusal);
      }
    }
    out.flush();
    err.flush();
  }
}
