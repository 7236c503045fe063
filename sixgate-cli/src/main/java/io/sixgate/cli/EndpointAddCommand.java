package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.inventory.edit.EditRefused;
import io.sixgate.inventory.edit.EndpointEntry;
import io.sixgate.inventory.edit.HostText;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    header = "Adds a name to a host.",
    description =
        "Refused, with the reason, if sixgate check would find a problem in what is added; nothing"
            + " is written then.")
final class EndpointAddCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Parameters(
      index = "0",
      paramLabel = "HOST",
      converter = HostArgument.class,
      description = "CUSTOMER/HOST, e.g. acme/web1.")
  private HostId host;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      converter = NameArgument.class,
      description = "E.g. www.acme.example, or \"*.shop.acme.example\" for any one label.")
  private EndpointName name;

  @Option(
      names = "--services",
      paramLabel = "SERVICE",
      split = ",",
      description = "Only these, e.g. http,https. Default: all that the gateway has.")
  private List<String> services = List.of();

  @Option(
      names = "--client-address",
      paramLabel = "MODE",
      completionCandidates = Modes.class,
      description =
          "How the host learns the visitor's address: ${COMPLETION-CANDIDATES}. Default: the"
              + " gateway's.")
  private String clientAddress;

  @Option(
      names = "--port",
      paramLabel = "SERVICE=PORT",
      description = "Where the host listens, if not at the gateway's port, e.g. https=8443.")
  private Map<String, String> ports = new LinkedHashMap<>();

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "Creates the host, which must not exist, with this IPv6 address.")
  private String address;

  @Option(names = "--dry-run", description = "Print the change as a diff and write nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  /** The words of {@link ClientAddressMode}, for completion. */
  static final class Modes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(ClientAddressMode.values()).stream().map(ClientAddressMode::text).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    EndpointEntry entry = entry();
    Optional<Ipv6Address> newAddress =
        Optional.ofNullable(address).map(a -> parsed("--address", a, Ipv6Address::parse));
    FileInventory inventory = new FileInventory(places.inventoryFolder());
    HostFile file = HostFile.read(inventory.path(host), FileInventory.file(host));
    String after;
    List<Problem> problems;
    try {
      after = edited(file, newAddress, entry);
      problems = check(inventory, after);
    } catch (EditRefused e) {
      return refused(List.of(e.problem()));
    } catch (InventoryUnavailable e) {
      return refused(e.problems());
    }
    if (!problems.isEmpty()) {
      return refused(problems);
    }
    if (dryRun) {
      spec.commandLine().getOut().print(file.diff(after));
    } else {
      file.replace(after);
      spec.commandLine().getOut().println(file.file() + ": " + name + " added");
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private EndpointEntry entry() {
    Map<String, Port> numbers = new LinkedHashMap<>();
    ports.forEach((service, port) -> numbers.put(service, parsed("--port", port, Port::parse)));
    return new EndpointEntry(
        name,
        services,
        Optional.ofNullable(clientAddress)
            .map(mode -> parsed("--client-address", mode, ClientAddressMode::parse)),
        numbers);
  }

  private <T> T parsed(String option, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (WrongValueException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": \"" + text + "\" is wrong because " + e.getMessage(), e);
    }
  }

  private String edited(HostFile file, Optional<Ipv6Address> newAddress, EndpointEntry entry)
      throws EditRefused {
    if (file.content().isPresent() && newAddress.isEmpty()) {
      return HostText.of(file.content().get(), file.file()).add(entry);
    }
    if (file.content().isEmpty() && newAddress.isPresent()) {
      return HostText.create(newAddress.get(), entry);
    }
    throw new EditRefused(
        newAddress.isPresent()
            ? new Problem(
                start(file.file()),
                "",
                "",
                "it exists already",
                "leave --address out to add to it, or choose another name for the new host")
            : new Problem(
                start(file.file()),
                "",
                "",
                "it does not exist",
                "check the host's name, or create the host with --address"));
  }

  /** What would be wrong that is right now; empty if the endpoint would be served. */
  private List<Problem> check(FileInventory inventory, String after) throws InventoryUnavailable {
    Inventory before = inventory.read();
    Inventory imagined = inventory.imagine(host, after.getBytes(StandardCharsets.UTF_8));
    List<Problem> problems = NewProblems.between(before.problems(), imagined.problems());
    boolean served =
        imagined
            .host(host)
            .filter(one -> one.endpoints().stream().anyMatch(e -> e.name().equals(name)))
            .isPresent();
    return !problems.isEmpty() || served
        ? problems
        : List.of(
            new Problem(
                start(FileInventory.file(host)),
                "endpoints",
                name.toString(),
                "it would not be served, for other problems of the host or its customer",
                "mend those first; \"sixgate check\" shows them"));
  }

  private static Place start(String file) {
    return new Place(file, 1, 1);
  }

  private int refused(List<Problem> problems) {
    problems.forEach(spec.commandLine().getErr()::println);
    spec.commandLine().getErr().println("nothing was written");
    return ExitCode.FAILED;
  }
}
