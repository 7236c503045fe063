package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.inventory.allot.NothingFree;
import io.sixgate.inventory.allot.SshPorts;
import io.sixgate.inventory.allot.UsedPorts;
import io.sixgate.inventory.edit.EntryValue;
import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.Port;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "allot",
    mixinStandardHelpOptions = true,
    header = "Gives a host a port for SSH.",
    description =
        "Chooses a port of ssh-ports that no host has or had, and writes it into the host's file."
            + " Which host was given which port is kept in ssh-ports.used beside gateway.yaml, so"
            + " that the port of a host that is gone does not lead to another customer. A host that"
            + " has a port keeps it.")
final class SshAllotCommand implements Callable<Integer> {
  /** Each costs a look at the inventory; more than one is rare. */
  private static final int MOST_TRIES = 20;

  @Mixin private Places places;

  @Parameters(
      index = "0",
      paramLabel = "HOST",
      converter = HostArgument.class,
      description = "CUSTOMER/HOST, e.g. acme/web1.")
  private HostId host;

  @Option(names = "--again", description = "Give another port than the host has or had.")
  private boolean again;

  @Option(
      names = "--reuse",
      description =
          "If every port was given to somebody once: take the one that was given longest ago and"
              + " whose host is gone.")
  private boolean reuse;

  @Option(names = "--dry-run", description = "Print the change as a diff and write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the port as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * The result as JSON.
   *
   * @param written whether files were changed
   */
  record Allotted(String host, int port, boolean written) {}

  @Override
  public Integer call() throws IOException {
    HostEdit edit = HostEdit.of(places);
    Optional<Port> present = edit.before().host(host).flatMap(Host::ssh).map(ssh -> ssh.port());
    if (present.isPresent() && !again) {
      return told(new Allotted(host.toString(), present.get().number(), false));
    }
    InventoryFile record =
        InventoryFile.read(places.inventoryFolder().resolve(UsedPorts.FILE), UsedPorts.FILE);
    List<Problem> wrong = new ArrayList<>();
    String text =
        record.content().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    UsedPorts used = withPresent(UsedPorts.parse(text, wrong::add), edit.before(), today);
    if (!wrong.isEmpty()) {
      return HostEdit.refused(wrong, err());
    }
    List<Problem> problems = List.of();
    try {
      for (Port port : candidates(SshPorts.of(edit.before(), used))) {
        edit.undo();
        edit.change(host, file -> file.put("ssh", "port", new EntryValue.Digits(port.toString())));
        problems = edit.problems(host, "ssh.port", port.toString(), one -> has(one, port));
        if (problems.isEmpty()) {
          UsedPorts now = used.with(List.of(new UsedPorts.Use(port, host, today)));
          return write(edit, record, now, port);
        }
      }
    } catch (NothingFree e) {
      throw new IOException(e.getMessage(), e);
    }
    return HostEdit.refused(problems, err());
  }

  private List<Port> candidates(SshPorts ports) throws NothingFree {
    if (reuse) {
      Optional<UsedPorts.Use> oldest = ports.reusable();
      if (oldest.isPresent()) {
        return List.of(oldest.get().port());
      }
    }
    return ports.candidates(host, again).limit(MOST_TRIES).toList();
  }

  private static boolean has(Host host, Port port) {
    return host.ssh().filter(ssh -> ssh.port().equals(port)).isPresent();
  }

  /** Ports that somebody wrote by hand are used ones, too. */
  private static UsedPorts withPresent(UsedPorts used, Inventory inventory, LocalDate today) {
    List<UsedPorts.Use> present = new ArrayList<>();
    for (Customer customer : inventory.customers().values()) {
      for (Host host : customer.hosts().values()) {
        host.ssh().ifPresent(ssh -> present.add(new UsedPorts.Use(ssh.port(), host.id(), today)));
      }
    }
    return used.with(present);
  }

  /** The record first: a port that was given to nobody is lost, one given twice is a trap. */
  private int write(HostEdit edit, InventoryFile record, UsedPorts used, Port port)
      throws IOException {
    if (dryRun) {
      out().print(record.diff(used.text()) + edit.diff());
      out().flush();
      return ExitCode.OK;
    }
    record.replace(used.text());
    edit.write();
    return told(new Allotted(host.toString(), port.number(), true));
  }

  private int told(Allotted allotted) {
    if (json) {
      out().println(StatusFile.json(allotted));
    } else {
      out()
          .println(
              allotted.host() + (allotted.written() ? ": port " : " has port ") + allotted.port());
    }
    out().flush();
    return ExitCode.OK;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
