package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.inventory.edit.EndpointEntry;
import io.sixgate.inventory.edit.HostText;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
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
    HostEdit edit = HostEdit.of(places);
    change(edit, newAddress, entry);
    List<Problem> problems =
        edit.problems(
            host,
            "endpoints",
            name.toString(),
            one -> one.endpoints().stream().anyMatch(e -> e.name().equals(name)));
    if (!problems.isEmpty()) {
      return HostEdit.refused(problems, spec.commandLine().getErr());
    }
    if (dryRun) {
      spec.commandLine().getOut().print(edit.diff());
    } else {
      edit.write();
      spec.commandLine().getOut().println(FileInventory.file(host) + ": " + name + " added");
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

  private void change(HostEdit edit, Optional<Ipv6Address> newAddress, EndpointEntry entry)
      throws IOException {
    boolean there = edit.file(host).isPresent();
    if (there && newAddress.isEmpty()) {
      edit.change(host, file -> file.add(entry));
    } else if (!there && newAddress.isPresent()) {
      edit.create(host, HostText.create(newAddress.get(), entry));
    } else {
      edit.refuse(
          there
              ? wrong(
                  "it exists already",
                  "leave --address out to add to it, or choose another name for the new host")
              : wrong(
                  "it does not exist", "check the host's name, or create the host with --address"));
    }
  }

  private Problem wrong(String reason, String remedy) {
    return new Problem(new Place(FileInventory.file(host), 1, 1), "", "", reason, remedy);
  }
}
