package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.inventory.allot.Coverage;
import io.sixgate.inventory.edit.EntryValue;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeasePool;
import io.sixgate.inventory.model.LeasedService;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.model.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "reclaim",
    mixinStandardHelpOptions = true,
    header = "Takes back all leases of a service that the gateway's own addresses do by now.",
    description =
        "Writes reclaimed: and a time to each of them. From then on its name leads to the gateway's"
            + " own addresses, which lead on to the host by the server name that the client asks"
            + " for; the lent address leads to the host for twice the lease-pool's ttl more, then it"
            + " is free. Customers and their clients do nothing.")
final class LeaseReclaimCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Parameters(
      index = "0",
      paramLabel = "SERVICE",
      converter = ServiceArgument.class,
      completionCandidates = ServiceArgument.Names.class,
      description = "As sixgate lease list shows it, e.g. pop3s.")
  private LeasedService service;

  @Option(
      names = "--covered-by",
      required = true,
      paramLabel = "WAY",
      completionCandidates = Words.class,
      description =
          "How the gateway finds the host: ${COMPLETION-CANDIDATES}. Refused if it does not.")
  private String way;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "When names begin to lead to the gateway, e.g. 2027-06-30T09:30:00Z: late enough that"
              + " every gateway has the change. Default: now.")
  private String at;

  @Option(names = "--dry-run", description = "Print the changes as a diff and write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print what was reclaimed as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** The words of {@link Coverage}. */
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Coverage.values()).map(Coverage::word).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    Coverage coverage =
        Stream.of(Coverage.values())
            .filter(one -> one.word().equals(way))
            .findFirst()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--covered-by: \"" + way + "\" is none of " + String.join(", ", words())));
    Instant from = from();
    HostEdit edit = HostEdit.of(places);
    refuseUncovered(edit, coverage);
    LeasePool pool =
        edit.before()
            .gateway()
            .leasePool()
            .orElseThrow(() -> new IOException("gateway.yaml has no lease-pool"));
    List<LeaseRow> rows = new ArrayList<>();
    for (Customer customer : edit.before().customers().values()) {
      for (Host host : customer.hosts().values()) {
        for (Lease lease : host.leases()) {
          if (lease.service().equals(service) && lease.reclaimed().isEmpty()) {
            reclaim(edit, host, lease, from);
            rows.add(row(pool, host, lease, from));
          }
        }
      }
    }
    List<Problem> problems = edit.problems();
    if (!problems.isEmpty()) {
      return HostEdit.refused(problems, spec.commandLine().getErr());
    }
    if (!dryRun) {
      edit.write();
    }
    tell(edit, rows);
    return ExitCode.OK;
  }

  private static List<String> words() {
    return Stream.of(Coverage.values()).map(Coverage::word).toList();
  }

  private Instant from() {
    try {
      return (at == null ? Instant.now() : OffsetDateTime.parse(at).toInstant())
          .truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--at: \"" + at + "\" is no time; write e.g. 2027-06-30T09:30:00Z",
          e);
    }
  }

  private void refuseUncovered(HostEdit edit, Coverage coverage) throws IOException {
    Optional<Service> covering = edit.before().gateway().covering(service);
    if (covering.filter(coverage::isOf).isEmpty()) {
      throw new IOException(
          "the gateway's own addresses have no "
              + service
              + " by "
              + coverage.word()
              + covering.map(other -> ", but " + other + " by another way").orElse("")
              + "; nothing was written");
    }
  }

  private static void reclaim(HostEdit edit, Host host, Lease lease, Instant from)
      throws IOException {
    Map<String, String> which =
        Map.of("service", lease.service().name(), "address", lease.address().toString());
    edit.change(
        host.id(),
        file -> file.putIn("leases", which, "reclaimed", new EntryValue.Text(from.toString())));
  }

  private static LeaseRow row(LeasePool pool, Host host, Lease lease, Instant from) {
    Lease after =
        new Lease(
                lease.service(),
                lease.address(),
                lease.name(),
                lease.expires(),
                Optional.of(from),
                lease.state(),
                lease.place())
            .at(Instant.now(), pool.handover());
    return LeaseRow.of(pool, host, after);
  }

  private void tell(HostEdit edit, List<LeaseRow> rows) {
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      out.print(edit.diff());
    } else if (json) {
      out.println(StatusFile.json(rows));
    } else if (rows.isEmpty()) {
      out.println("no lease of " + service + " is lent");
    } else {
      for (LeaseRow row : rows) {
        out.printf(
            "%s: %s leads to the gateway from %s on; %s port %d is free from %s on%n",
            row.host(), row.name(), row.reclaimed(), row.address(), row.port(), row.free());
      }
    }
    out.flush();
  }
}
