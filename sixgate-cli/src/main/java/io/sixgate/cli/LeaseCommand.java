package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.inventory.allot.LeaseAddresses;
import io.sixgate.inventory.allot.NothingFree;
import io.sixgate.inventory.edit.EntryValue;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.LeasePool;
import io.sixgate.inventory.model.LeasedService;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "lease",
    mixinStandardHelpOptions = true,
    header = "Lends hosts a port of a spare IPv4 address.",
    description =
        "lease HOST SERVICE writes a lease into the host's file: the service's port on an address of"
            + " the lease-pool leads to the host, and SERVICE-CUSTOMER-HOST in the lease-pool's"
            + " domain leads to that address. Several customers share one address, each with"
            + " another port.",
    subcommands = {LeaseListCommand.class, LeaseReleaseCommand.class, LeaseReclaimCommand.class})
final class LeaseCommand implements Callable<Integer> {
  private static final int MOST_TRIES = 20;

  @Mixin private Places places;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "HOST",
      converter = HostArgument.class,
      description = "CUSTOMER/HOST, e.g. acme/web1.")
  private HostId host;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SERVICE",
      converter = ServiceArgument.class,
      completionCandidates = ServiceArgument.Names.class,
      description = "What is lent: ${COMPLETION-CANDIDATES}; tcp-PORT or udp-PORT for other ports.")
  private LeasedService service;

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      description = "The last day, in UTC, e.g. 2027-12-31. Default: it has no end.")
  private String expires;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "This address of the lease-pool. Default: the fullest that has the port free.")
  private String address;

  @Option(names = "--dry-run", description = "Print the change as a diff and write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the lease as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (host == null || service == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing: HOST and SERVICE, or one of list, release, reclaim");
    }
    HostEdit edit = HostEdit.of(places);
    Optional<Lease> present =
        edit.before().host(host).stream()
            .flatMap(one -> one.leases().stream())
            .filter(lease -> lease.service().equals(service))
            .findFirst();
    if (present.isPresent()) {
      throw new IOException(
          host
              + " has a lease for "
              + service
              + " already, on "
              + present.get().address()
              + " ("
              + present.get().place()
              + "); release it first, or edit it there");
    }
    List<Problem> problems = List.of();
    for (Ipv4Address candidate : candidates(edit)) {
      edit.undo();
      EntryValue entry = entry(candidate);
      edit.change(host, file -> file.addTo("leases", entry));
      problems = edit.problems(host, "leases", service.name(), one -> isLent(one, candidate));
      if (problems.isEmpty()) {
        return write(edit, candidate);
      }
    }
    return HostEdit.refused(problems, spec.commandLine().getErr());
  }

  private boolean isLent(Host one, Ipv4Address candidate) {
    return one.leases().stream()
        .anyMatch(lease -> lease.service().equals(service) && lease.address().equals(candidate));
  }

  private List<Ipv4Address> candidates(HostEdit edit) throws IOException {
    try {
      LeaseAddresses addresses = LeaseAddresses.of(edit.before());
      return address == null
          ? addresses.candidates(service).stream().limit(MOST_TRIES).toList()
          : List.of(Ipv4Address.parse(address));
    } catch (NothingFree e) {
      throw new IOException(e.getMessage(), e);
    } catch (WrongValueException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--address: \"" + address + "\" is wrong because " + e.getMessage(),
          e);
    }
  }

  private EntryValue entry(Ipv4Address candidate) {
    Map<String, EntryValue> keys = new LinkedHashMap<>();
    keys.put("service", new EntryValue.Text(service.name()));
    keys.put("address", new EntryValue.Text(candidate.toString()));
    if (expires != null) {
      keys.put("expires", new EntryValue.Text(expires));
    }
    return new EntryValue.Keys(keys);
  }

  private int write(HostEdit edit, Ipv4Address candidate) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      out.print(edit.diff());
      out.flush();
      return ExitCode.OK;
    }
    edit.write(host, one -> isLent(one, candidate));
    LeasePool pool = edit.before().gateway().leasePool().orElseThrow();
    String name = service + "-" + host.customer() + "-" + host.host() + "." + pool.domain();
    if (json) {
      out.println(
          StatusFile.json(
              new LeaseRow(
                  name,
                  host.toString(),
                  service.name(),
                  candidate.toString(),
                  service.port().number(),
                  "lent",
                  expires,
                  null,
                  null)));
    } else {
      out.println(host + ": " + service + " on " + candidate + ", name " + name);
    }
    out.flush();
    note(edit, pool);
    return ExitCode.OK;
  }

  private void note(HostEdit edit, LeasePool pool) {
    PrintWriter err = spec.commandLine().getErr();
    edit.before()
        .gateway()
        .covering(service)
        .ifPresent(
            covering ->
                err.println(
                    "note: the gateway's own addresses have "
                        + covering
                        + " by name; an endpoint would do without a lent address"));
    if (expires != null && LocalDate.parse(expires).isBefore(LocalDate.now(ZoneOffset.UTC))) {
      err.println("note: that day is over in " + pool.domain());
    }
    err.flush();
  }
}
