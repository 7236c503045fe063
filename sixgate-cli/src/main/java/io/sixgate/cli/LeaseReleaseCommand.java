package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeasePool;
import io.sixgate.inventory.model.LeasedService;
import io.sixgate.inventory.model.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    header = "Ends a lease.",
    description =
        "Takes it out of the host's file: name and address lead nowhere at once. To move a host's"
            + " clients to the gateway's own addresses first, see reclaim.")
final class LeaseReleaseCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Parameters(
      index = "0",
      paramLabel = "HOST",
      converter = HostArgument.class,
      description = "CUSTOMER/HOST, e.g. acme/web1.")
  private HostId host;

  @Parameters(
      index = "1",
      paramLabel = "SERVICE",
      converter = ServiceArgument.class,
      description = "As sixgate lease list shows it.")
  private LeasedService service;

  @Option(names = "--dry-run", description = "Print the change as a diff and write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print what was released as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    HostEdit edit = HostEdit.of(places);
    List<LeaseRow> rows = edit.before().host(host).map(one -> rows(edit, one)).orElse(List.of());
    if (rows.isEmpty()) {
      throw new IOException(
          host + " has no lease for " + service + "; \"sixgate lease list\" shows which it has");
    }
    edit.change(host, file -> file.removeFrom("leases", Map.of("service", service.name())));
    List<Problem> problems = edit.problems();
    PrintWriter out = spec.commandLine().getOut();
    if (!problems.isEmpty()) {
      return HostEdit.refused(problems, spec.commandLine().getErr());
    }
    if (dryRun) {
      out.print(edit.diff());
    } else {
      edit.write();
      if (json) {
        out.println(StatusFile.json(rows));
      } else {
        rows.forEach(
            row -> out.println(host + ": " + service + " on " + row.address() + " released"));
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private List<LeaseRow> rows(HostEdit edit, Host one) {
    LeasePool pool = edit.before().gateway().leasePool().orElseThrow();
    Stream<Lease> leases = Stream.concat(one.leases().stream(), one.pastLeases().stream());
    return leases
        .filter(lease -> lease.service().equals(service))
        .map(lease -> LeaseRow.of(pool, one, lease))
        .toList();
  }
}
