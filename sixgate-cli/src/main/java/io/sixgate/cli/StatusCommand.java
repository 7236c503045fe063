package io.sixgate.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Plan;
import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.State;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.haproxy.Refusals;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.sni.router.SniRouter;
import io.sixgate.snmp.agent.Monitoring;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows the agents of this gateway.",
    description =
        "What they know, how old that is, and how much differs between the inventory and the server"
            + " now (drift). Exit code 1 if anything needs an operator.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private Places places;
  @Mixin private RunPlace run;
  @Mixin private ServerOptions servers;

  @Option(names = "--json", description = "Print the status as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * One agent.
   *
   * @param status as the agent wrote it
   * @param ageSeconds since it wrote it
   * @param running whether its process is there and has written as often as it should
   * @param drift how much differs between the inventory and the server now; null if that cannot be
   *     known
   * @param driftUnknown why not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AgentRow(
      AgentStatus status, long ageSeconds, boolean running, Integer drift, String driftUnknown) {
    /** It is itself the server and keeps none equal to the inventory. */
    boolean isServer() {
      return answersItself(status.agent());
    }

    boolean isStopped() {
      return status.state() == State.STOPPED;
    }

    boolean needsOperator() {
      return !running
          || status.state() != State.OK
          || !status.problems().isEmpty()
          || (drift == null ? !isServer() : drift > 0);
    }
  }

  /**
   * The result as JSON.
   *
   * @param unreadable status files that cannot be read, and why
   * @param refusals how often visitors were refused; null if HAProxy can't be asked, which the
   *     drift of its agents tells already
   * @param starttls how connections to STARTTLS ports went, by protocol and outcome; null as before
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      String inventory,
      String run,
      List<AgentRow> agents,
      List<String> unreadable,
      Refusals refusals,
      Map<String, Map<String, Long>> starttls) {}

  @Override
  public Integer call() throws Exception {
    List<AgentRow> rows = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (String agent : run.folder().agents()) {
      Path file = run.folder().status(agent);
      try {
        rows.add(row(StatusFile.read(file)));
      } catch (IOException e) {
        String why = FailureText.of(e);
        unreadable.add(why.contains(file.toString()) ? why : file + ": " + why);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    Optional<VisitorCounts> counts = counts(rows);
    if (json) {
      out.println(
          StatusFile.json(
              new Result(
                  places.inventoryFolder().toString(),
                  run.folder().path().toString(),
                  rows,
                  unreadable,
                  counts.map(VisitorCounts::refusals).orElse(null),
                  counts.map(VisitorCounts::starttls).orElse(null))));
    } else {
      print(rows, unreadable, counts, out);
    }
    boolean fine =
        !rows.isEmpty() && unreadable.isEmpty() && rows.stream().noneMatch(AgentRow::needsOperator);
    return fine ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Mail and SNMP are answered by the agent itself. */
  private static boolean answersItself(String agent) {
    return agent.equals(MailRelayOrders.RELAY) || agent.equals(Monitoring.NAME);
  }

  private AgentRow row(StatusFile.Reading reading) throws InterruptedException {
    if (answersItself(reading.status().agent())) {
      return row(reading, null, null);
    }
    Optional<GatewayAgent> agent = GatewayAgent.named(reading.status().agent());
    if (agent.isEmpty()) {
      return row(reading, null, "this version of sixgate does not know the agent");
    }
    try {
      Plan plan =
          agent
              .get()
              .reconciler(new FileInventory(places.inventoryFolder()), servers.settings(run))
              .plan(Depth.FULL);
      return plan.unreachable().isPresent()
          ? row(reading, null, plan.unreachable().get())
          : row(reading, plan.drift(), null);
    } catch (IOException e) {
      return row(reading, null, FailureText.of(e));
    }
  }

  /** Empty where HAProxy can't be asked. */
  private Optional<VisitorCounts> counts(List<AgentRow> rows) {
    boolean answers =
        rows.stream()
            .anyMatch(row -> row.status().agent().equals(SniRouter.NAME) && row.drift() != null);
    return answers ? VisitorCounts.read(servers.settings(run).haproxy()) : Optional.empty();
  }

  private static AgentRow row(StatusFile.Reading reading, Integer drift, String unknown) {
    AgentStatus status = reading.status();
    boolean alive =
        status.state() != State.STOPPED
            && ProcessHandle.of(status.pid()).filter(ProcessHandle::isAlive).isPresent();
    return new AgentRow(
        status, reading.age().toSeconds(), alive && !reading.stale(), drift, unknown);
  }

  private void print(
      List<AgentRow> rows,
      List<String> unreadable,
      Optional<VisitorCounts> visitors,
      PrintWriter out) {
    out.println("inventory " + places.inventoryFolder());
    unreadable.forEach(why -> out.println("unreadable: " + why));
    if (rows.isEmpty()) {
      if (unreadable.isEmpty()) {
        out.println("no agent tells about itself in " + run.folder().path());
      }
      return;
    }
    out.printf(
        "%-12s %-8s %-16s %6s %9s %6s  %s%n",
        "AGENT", "STATE", "GENERATION", "AGE", "PROBLEMS", "DRIFT", "COUNTS");
    for (AgentRow row : rows) {
      AgentStatus status = row.status();
      StringBuilder counts = new StringBuilder();
      status
          .counts()
          .forEach((name, count) -> counts.append(name).append(' ').append(count).append("  "));
      out.printf(
          "%-12s %-8s %-16s %5ds %9d %6s  %s%n",
          status.agent(),
          row.running() || row.isStopped() ? status.state() : "dead",
          status.generation() == null ? "-" : status.generation(),
          row.ageSeconds(),
          status.problems().size(),
          row.isServer() ? "-" : row.drift() == null ? "?" : row.drift(),
          counts.toString().strip());
    }
    visitors.ifPresent(found -> found.print(out));
    for (AgentRow row : rows) {
      printDetails(row, out);
    }
  }

  private static void printDetails(AgentRow row, PrintWriter out) {
    AgentStatus status = row.status();
    if (row.isStopped()) {
      out.printf(
          "%s was stopped, or ran with --once, %d s ago. Traffic goes on without it, changes wait; start it with: systemctl start sixgate-%s%n",
          status.agent(), row.ageSeconds(), status.agent());
    } else if (!row.running()) {
      out.printf(
          "%s is not running or hangs: process %d, last heard of %d s ago. Traffic goes on without it; start it again.%n",
          status.agent(), status.pid(), row.ageSeconds());
    }
    if (row.driftUnknown() != null) {
      out.println("drift of " + status.agent() + " is not known: " + row.driftUnknown());
    }
    status.failures().forEach(failure -> out.println("failure: " + failure));
    if (status.pending() != null) {
      out.println("refused: " + status.pending().text());
    }
    status.problems().forEach(problem -> out.println("problem: " + problem));
  }
}
