package io.sixgate.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    header = "Lists the names that are served.",
    description =
        "Those of one host, of one customer, or all. What is written but left out for a problem is"
            + " not among them: sixgate check shows it.")
final class EndpointListCommand implements Callable<Integer> {
  @Mixin private Places places;

  @ArgGroup private Whose whose = new Whose();

  /** At most one of these. */
  static final class Whose {
    @Parameters(
        paramLabel = "HOST",
        arity = "0..1",
        converter = HostArgument.class,
        description = "CUSTOMER/HOST, e.g. acme/web1.")
    private HostId host;

    @Option(names = "--customer", paramLabel = "CUSTOMER", description = "E.g. acme.")
    private String customer;
  }

  @Option(names = "--json", description = "Print the endpoints as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * One endpoint as JSON.
   *
   * @param services null: all that the gateway has
   * @param clientAddress null: the gateway's default
   * @param ports where the host listens, if not at the gateway's port
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      String name,
      String host,
      List<String> services,
      String clientAddress,
      Map<String, Integer> ports,
      String place) {
    static Row of(Host host, Endpoint endpoint) {
      Map<String, Integer> ports = new LinkedHashMap<>();
      endpoint.ports().forEach((service, port) -> ports.put(service.name(), port.number()));
      return new Row(
          endpoint.name().toString(),
          host.id().toString(),
          endpoint.services().map(all -> all.stream().map(Service::name).toList()).orElse(null),
          endpoint.clientAddress().map(ClientAddressMode::text).orElse(null),
          ports,
          endpoint.place().toString());
    }

    List<String> cells() {
      return List.of(
          name,
          host,
          services == null ? "all" : String.join(",", services),
          clientAddress == null ? "-" : clientAddress,
          ports.isEmpty()
              ? "-"
              : ports.entrySet().stream()
                  .map(entry -> entry.getKey() + "=" + entry.getValue())
                  .collect(Collectors.joining(",")));
    }
  }

  @Override
  public Integer call() throws IOException {
    Inventory inventory = places.read().orThrow();
    List<Row> rows = new ArrayList<>();
    for (Host host : hosts(inventory)) {
      host.endpoints().forEach(endpoint -> rows.add(Row.of(host, endpoint)));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(rows));
    } else {
      new Table("NAME", "HOST", "SERVICES", "CLIENT-ADDRESS", "PORTS")
          .print(rows.stream().map(Row::cells).toList(), out);
    }
    if (!inventory.problems().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "the inventory has problems: %d; sixgate check shows them%n",
          inventory.problems().size());
    }
    return ExitCode.OK;
  }

  private Collection<Host> hosts(Inventory inventory) throws IOException {
    if (whose.host != null) {
      Optional<Host> host = inventory.host(whose.host);
      return List.of(
          host.orElseThrow(() -> new IOException("no host " + whose.host + " is served")));
    }
    if (whose.customer == null) {
      return inventory.customers().values().stream()
          .flatMap(customer -> customer.hosts().values().stream())
          .toList();
    }
    return inventory.customers().values().stream()
        .filter(customer -> customer.name().text().equals(whose.customer))
        .findFirst()
        .map(Customer::hosts)
        .orElseThrow(() -> new IOException("there is no customer " + whose.customer))
        .values();
  }
}
