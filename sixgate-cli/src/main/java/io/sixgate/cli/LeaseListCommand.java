package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.LeasePool;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    header = "Lists leases.",
    description =
        "Those that are lent, and those that are over: expired ones lead nowhere, of reclaimed ones"
            + " the name leads to the gateway's own addresses.")
final class LeaseListCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Option(names = "--customer", paramLabel = "CUSTOMER", description = "Only this one's.")
  private String customer;

  @Option(names = "--json", description = "Print the leases as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Inventory inventory = places.read().orThrow();
    List<LeaseRow> rows = new ArrayList<>();
    Optional<LeasePool> pool = inventory.gateway().leasePool();
    for (Customer one : inventory.customers().values()) {
      if (pool.isPresent() && (customer == null || one.name().text().equals(customer))) {
        one.hosts().values().forEach(host -> rows.addAll(rows(pool.get(), host)));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(rows));
    } else {
      new Table("NAME", "HOST", "SERVICE", "ADDRESS", "STATE", "EXPIRES", "ADDRESS-FREE")
          .print(rows.stream().map(LeaseRow::cells).toList(), out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static List<LeaseRow> rows(LeasePool pool, Host host) {
    return Stream.concat(host.leases().stream(), host.pastLeases().stream())
        .map(lease -> LeaseRow.of(pool, host, lease))
        .toList();
  }
}
