package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.forward.ftp.FtpServer;
import io.sixgate.forward.ftp.PassivePorts;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "ftp",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Prints what a host's FTP server must be told.",
    description =
        "An FTP server behind the gateway must announce the gateway's IPv4 address and await data"
            + " connections on ports that are forwarded to the same ports of the host. Prints the"
            + " lines for its configuration.")
final class FtpCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Parameters(
      paramLabel = "HOST",
      converter = HostArgument.class,
      description = "CUSTOMER/HOST, e.g. acme/web1.")
  private HostId host;

  @Option(
      names = "--server",
      paramLabel = "SERVER",
      converter = ServerName.class,
      completionCandidates = ServerNames.class,
      description = "One of ${COMPLETION-CANDIDATES}. Default: all of them.")
  private FtpServer server;

  @Option(
      names = "--ports",
      paramLabel = "FIRST-LAST",
      description = "Which range, if several lead to the host.")
  private String ports;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * All of it as JSON; {@code servers} has the lines by server, {@code remarks} what to know of it.
   */
  record Shown(
      String host,
      String address,
      String ports,
      String place,
      Map<String, List<String>> servers,
      Map<String, String> remarks) {}

  @Override
  public Integer call() throws IOException {
    Inventory inventory = places.read().orThrow();
    Host found =
        inventory.host(host).orElseThrow(() -> new IOException("no host " + host + " is served"));
    PassivePorts passive = choose(PassivePorts.of(inventory.gateway(), found));
    List<FtpServer> servers = server == null ? List.of(FtpServer.values()) : List.of(server);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, List<String>> lines = new LinkedHashMap<>();
      Map<String, String> remarks = new LinkedHashMap<>();
      for (FtpServer each : servers) {
        lines.put(each.toString(), each.lines(passive));
        remarks.put(each.toString(), each.remark());
      }
      out.println(
          StatusFile.json(
              new Shown(
                  host.toString(),
                  passive.address().toString(),
                  passive.ports().toString(),
                  passive.place().toString(),
                  lines,
                  remarks)));
    } else {
      for (FtpServer each : servers) {
        out.println("# " + each + ": " + each.file());
        if (!each.remark().isEmpty()) {
          out.println("# " + each + " " + each.remark());
        }
        each.lines(passive).forEach(out::println);
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private PassivePorts choose(List<PassivePorts> all) throws IOException {
    List<PassivePorts> wanted =
        ports == null
            ? all
            : all.stream().filter(passive -> passive.ports().equals(range())).toList();
    if (wanted.size() == 1) {
      return wanted.get(0);
    }
    if (wanted.isEmpty()) {
      throw new IOException(
          "no %s of the gateway leads to the same ports of %s; add to %s.yaml, e.g.: forwards: [{ ports: 20500-20549 }]"
              .formatted(ports == null ? "range of TCP ports" : "range " + ports, host, host));
    }
    throw new IOException(
        "several ranges lead to %s, so say which by --ports: %s"
            .formatted(
                host,
                wanted.stream()
                    .map(passive -> passive.ports() + " (" + passive.place() + ")")
                    .collect(Collectors.joining(", "))));
  }

  private PortRange range() {
    try {
      return PortRange.parse(ports);
    } catch (WrongValueException e) {
      throw new ParameterException(
          spec.commandLine(), "--ports: \"" + ports + "\" is wrong because " + e.getMessage(), e);
    }
  }

  /** For completion. */
  static final class ServerNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(FtpServer.values()).map(FtpServer::toString).iterator();
    }
  }

  /** Reads a server by the name of its package. */
  static final class ServerName implements ITypeConverter<FtpServer> {
    @Override
    public FtpServer convert(String text) {
      return Arrays.stream(FtpServer.values())
          .filter(each -> each.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "\""
                          + text
                          + "\" is wrong because it is none of vsftpd, proftpd, pure-ftpd"));
    }
  }
}
