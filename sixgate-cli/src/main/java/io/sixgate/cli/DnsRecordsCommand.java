package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.forward.zone.CustomerRecords;
import io.sixgate.forward.zone.ZoneRecord;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "records",
    mixinStandardHelpOptions = true,
    header = "Prints the records that a host's customer must publish.",
    description =
        "For each endpoint of the host and each of its mail domains, as lines of a zone file: A and"
            + " AAAA of the gateway, MX of its mail server.")
final class DnsRecordsCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Parameters(
      paramLabel = "HOST",
      converter = HostArgument.class,
      description = "CUSTOMER/HOST, e.g. acme/web1.")
  private HostId host;

  @ArgGroup private Otherwise otherwise = new Otherwise();

  /** At most one of these. */
  static final class Otherwise {
    @Option(
        names = "--direct-ipv6",
        description =
            "Lead IPv6 visitors and mail servers straight to the host: AAAA of the host, and its name"
                + " as the preferred MX.")
    private boolean direct;

    @Option(
        names = "--cname",
        description =
            "CNAME to the host's www. name in the gateway's domain, where the name has no other"
                + " records: it follows when the gateway's addresses change.")
    private boolean alias;

    CustomerRecords.Way way() {
      return direct
          ? CustomerRecords.Way.DIRECT_IPV6
          : alias ? CustomerRecords.Way.ALIAS : CustomerRecords.Way.GATEWAY;
    }
  }

  @Option(names = "--json", description = "Print the records as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** One record as JSON; {@code ttl} in seconds. */
  record Row(String name, long ttl, String type, String data) {
    static Row of(ZoneRecord record) {
      return new Row(
          record.owner().toString(), record.ttl().toSeconds(), record.type(), record.data());
    }
  }

  @Override
  public Integer call() throws IOException {
    Inventory inventory = places.read().orThrow();
    Gateway gateway = inventory.gateway();
    Host found =
        inventory.host(host).orElseThrow(() -> new IOException("no host " + host + " is served"));
    if (otherwise.alias && CustomerRecords.names(gateway, found).isEmpty()) {
      throw new IOException(
          "--cname needs domain and dns.zone-server in gateway.yaml: without them the host has no"
              + " name to lead to");
    }
    List<ZoneRecord> records =
        CustomerRecords.of(
            gateway, inventory.customers().get(host.customer()), found, otherwise.way());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(records.stream().map(Row::of).toList()));
    } else {
      records.forEach(record -> out.println(record.line()));
    }
    out.flush();
    note(gateway, found, records);
    return ExitCode.OK;
  }

  private void note(Gateway gateway, Host found, List<ZoneRecord> records) {
    PrintWriter err = spec.commandLine().getErr();
    if (records.isEmpty()) {
      err.println(
          "note: " + host + " has no endpoints, and no mail domains that the gateway takes");
    }
    if (gateway.mail().isEmpty() && found.mail().stream().anyMatch(m -> !m.domains().isEmpty())) {
      err.println("note: no MX, because gateway.yaml has no mail: of its own");
    }
    err.flush();
  }
}
