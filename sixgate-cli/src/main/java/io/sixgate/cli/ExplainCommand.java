package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.haproxy.main.HaproxyOptions;
import io.sixgate.haproxy.main.StatePlace;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.sni.explain.Explainer;
import io.sixgate.sni.explain.Explanation;
import io.sixgate.sni.explain.Explanation.PortExplanation;
import io.sixgate.sni.explain.RunningMaps;
import java.io.PrintWriter;
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
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Tells why a name leads where it leads.",
    description =
        "Follows a name through the gateway: the inventory's line that wins, the map entry, what"
            + " HAProxy has live, what visitor and host will see. Exit code 1 if it is served on none"
            + " of the ports asked for, or HAProxy has something else live.")
final class ExplainCommand implements Callable<Integer> {
  @Mixin private Places places;
  @Mixin private RunPlace run;
  @Mixin private StatePlace state;

  @Parameters(
      paramLabel = "NAME[:PORT]",
      description = "E.g. www.acme.example:443; without a port, all ports of the gateway.")
  private String target;

  @Option(names = "--json", description = "Print the explanation as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    int colon = target.indexOf(':');
    Hostname name;
    Optional<Port> port;
    try {
      name = Hostname.parse(colon < 0 ? target : target.substring(0, colon));
      port = colon < 0 ? Optional.empty() : Optional.of(Port.parse(target.substring(colon + 1)));
    } catch (WrongValueException e) {
      throw new ParameterException(
          spec.commandLine(), "\"" + target + "\" is wrong because " + e.getMessage(), e);
    }
    RunningMaps live = new RunningMaps(state.path(), run.folder().path(), HaproxyOptions.PATIENCE);
    Explanation explanation = new Explainer(places.read().orThrow(), live).explain(name, port);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(explanation));
    } else {
      print(explanation, out);
    }
    return explanation.isServed() ? ExitCode.OK : ExitCode.FAILED;
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
