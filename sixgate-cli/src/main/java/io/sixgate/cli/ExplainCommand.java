package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.dns.main.ZonesOptions;
import io.sixgate.dns.zones.ZoneExplainer;
import io.sixgate.dns.zones.ZoneExplanation;
import io.sixgate.forward.cfg.ForwardConfiguration;
import io.sixgate.forward.explain.ForwardExplainer;
import io.sixgate.forward.explain.ForwardExplanation;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.configuration.HaproxyPart;
import io.sixgate.haproxy.main.HaproxyOptions;
import io.sixgate.haproxy.main.StatePlace;
import io.sixgate.haproxy.sync.RunningLookup;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.OwnAddresses;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.sni.explain.Explainer;
import io.sixgate.sni.explain.Explanation;
import io.sixgate.sni.explain.Explanation.PortExplanation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Tells why a name or a forwarded port leads where it leads.",
    description =
        "Follows a name through the gateway: the inventory's line that wins, the map entry, what"
            + " HAProxy has live, what visitor and host will see. Exit code 1 if it is served on none"
            + " of the ports asked for, or HAProxy has something else live.")
final class ExplainCommand implements Callable<Integer> {
  /** An IPv4 address, an IPv6 address in brackets, or nothing; and a port. */
  private static final Pattern FORWARD = Pattern.compile("([0-9.]*|\\[[0-9a-fA-F:.]*\\]):([^:]*)");

  private static final Port DNS = new Port(53);

  @Mixin private Places places;
  @Mixin private RunPlace run;
  @Mixin private StatePlace state;

  @Parameters(
      paramLabel = "NAME[:PORT]|ADDRESS:PORT",
      description = {
        "E.g. www.acme.example:443; without a port, all ports of the gateway; with 53, the zone.",
        "With an address, the forward of that port: 192.0.2.1:22101, [2001:db8:ff::1]:22101, or"
            + " :22101 for the gateway's first address."
      })
  private String target;

  @Option(names = "--json", description = "Print the explanation as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Inventory inventory = places.read().orThrow();
    return FORWARD.matcher(target).matches() ? explainForward(inventory) : explainName(inventory);
  }

  private int explainName(Inventory inventory) throws IOException {
    int colon = target.indexOf(':');
    Hostname name;
    Optional<Port> port;
    try {
      name = Hostname.parse(colon < 0 ? target : target.substring(0, colon));
      port = colon < 0 ? Optional.empty() : Optional.of(Port.parse(target.substring(colon + 1)));
    } catch (WrongValueException e) {
      throw wrong(e);
    }
    if (port.equals(Optional.of(DNS))) {
      return explainZone(inventory, name);
    }
    RunningLookup live = lookup(BridgeConfiguration.PART);
    Explanation explanation = new Explainer(inventory, live::value).explain(name, port);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(explanation));
    } else {
      print(explanation, out);
    }
    return explanation.isServed() ? ExitCode.OK : ExitCode.FAILED;
  }

  private int explainZone(Inventory inventory, Hostname name) throws IOException {
    ZoneExplanation explanation =
        new ZoneExplainer(
                inventory,
                OwnAddresses.ofThisMachine().read(),
                ZonesOptions.standard().settings().state())
            .explain(name);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(explanation));
    } else {
      print(explanation, out);
    }
    return explanation.isServed() ? ExitCode.OK : ExitCode.FAILED;
  }

  private int explainForward(Inventory inventory) {
    Matcher words = FORWARD.matcher(target);
    IpAddress address;
    Port port;
    if (!words.matches()) {
      throw new IllegalStateException(target + " was matched before");
    }
    try {
      address =
          words.group(1).isEmpty()
              ? inventory.gateway().addresses().get(0)
              : IpAddress.parse(words.group(1).replaceAll("[\\[\\]]", ""));
      port = Port.parse(words.group(2));
    } catch (WrongValueException e) {
      throw wrong(e);
    }
    RunningLookup live = lookup(ForwardConfiguration.PART);
    ForwardExplanation explanation =
        new ForwardExplainer(inventory, live::value).explain(address, port);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(explanation));
    } else {
      print(explanation, out);
    }
    return explanation.isServed() ? ExitCode.OK : ExitCode.FAILED;
  }

  private RunningLookup lookup(HaproxyPart part) {
    return new RunningLookup(part, state.path(), run.folder().path(), HaproxyOptions.PATIENCE);
  }

  private ParameterException wrong(WrongValueException e) {
    return new ParameterException(
        spec.commandLine(), "\"" + target + "\" is wrong because " + e.getMessage(), e);
  }

  private static void print(ForwardExplanation explanation, PrintWriter out) {
    out.println(explanation.port());
    if (explanation.host() == null) {
      row(out, "inventory", "no host has this port");
    } else {
      row(out, "inventory", explanation.place() + ": " + explanation.record());
      row(out, "host", explanation.host());
    }
    if (explanation.entry() != null) {
      row(out, "entry", explanation.entry());
    }
    if (explanation.live() != null
        && (explanation.entry() != null || !explanation.live().equals("same"))) {
      row(out, "HAProxy", live(explanation.live()));
    }
    if (explanation.leadsTo() != null) {
      row(out, "leads to", explanation.leadsTo());
      row(
          out,
          "clients",
          explanation.allow() == null ? "everybody" : String.join(", ", explanation.allow()));
    }
    row(out, "client", "gets " + explanation.clientSees());
    if (explanation.hostSees() != null) {
      row(out, "host sees", explanation.hostSees());
    }
  }

  private static void print(ZoneExplanation explanation, PrintWriter out) {
    out.println(explanation.name() + ", asked on port 53");
    if (explanation.zone() == null) {
      row(out, "inventory", "no host has a zone around this name");
      row(out, "dnsdist", explanation.live().equals("none") ? "has none" : explanation.live());
      row(out, "client", "gets REFUSED");
      return;
    }
    row(
        out,
        "inventory",
        explanation.place() == null
            ? "gateway.yaml: " + explanation.zone() + ", a zone of the gateway's own"
            : explanation.place() + ": " + explanation.zone());
    row(out, "entry", explanation.entry());
    row(
        out,
        "dnsdist",
        explanation.live().equals("none") ? "does not have it" : live(explanation.live()));
    row(
        out,
        "asks",
        explanation.servers().stream().map(Object::toString).collect(Collectors.joining(", "))
            + (explanation.proxyProtocol() ? ", told the client by PROXY v2" : ""));
    row(
        out,
        "transfers",
        explanation.transfersTo().isEmpty()
            ? "to nobody"
            : explanation.transfersTo().stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", "to ", "")));
  }

  private static void print(Explanation explanation, PrintWriter out) {
    out.println(explanation.name());
    if (explanation.matched() == null) {
      row(out, "inventory", "no host has this name, nor a wildcard that covers it");
    } else {
      row(out, "inventory", explanation.place() + ": " + explanation.matched());
      row(out, "host", explanation.host());
    }
    explanation.problems().forEach(problem -> row(out, "problem", problem));
    for (PortExplanation port : explanation.ports()) {
      out.println(
          "port " + port.port() + (port.service() == null ? "" : " (" + port.service() + ")"));
      if (port.entry() != null) {
        row(out, "entry", port.entry());
        row(out, "HAProxy", live(port.live()));
        row(out, "leads to", port.leadsTo());
        if (port.choice() != null) {
          row(out, "", port.choice());
        }
      } else if (port.live() != null && !port.live().equals("same")) {
        row(out, "HAProxy", live(port.live()));
      }
      row(out, "visitor", "gets " + port.visitorSees());
      if (port.hostSees() != null) {
        row(out, "host sees", port.hostSees());
      }
    }
  }

  private static String live(String live) {
    return switch (live) {
      case "same" -> "has the same live";
      case "missing" -> "does not have it";
      default -> live;
    };
  }

  private static void row(PrintWriter out, String title, String text) {
    out.printf("  %-10s %s%n", title, text);
  }
}
