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
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.OwnAddresses;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.nat64.explain.OutwardWay;
import io.sixgate.nat64.main.Nat64Options;
import io.sixgate.nat64.share.History;
import io.sixgate.nat64.share.Owner;
import io.sixgate.sni.explain.Explainer;
import io.sixgate.sni.explain.Explanation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern FORWARD =
      Pattern.compile("([0-9.]*|\\[[0-9a-fA-F:.]*\\]):([^:/]*)(?:/(tcp|udp))?");

  private static final Port DNS = new Port(53);

  @Mixin private Places places;
  @Mixin private RunPlace run;
  @Mixin private StatePlace state;
  @Mixin private Nat64Options nat64;

  @Parameters(
      paramLabel = "NAME[:PORT]|ADDRESS:PORT[/PROTOCOL]|CUSTOMER/HOST",
      description = {
        "E.g. www.acme.example:443; without a port, all ports of the gateway; with 53, the zone.",
        "With an address, the forward of that port: 192.0.2.1:22101, [2001:db8:ff::1]:22101, or"
            + " :22101 for the gateway's first address; /udp or /tcp where both are forwarded.",
        "With a host, e.g. acme/web1, from where it reaches the IPv4 internet."
      })
  private String target;

  @Option(names = "--json", description = "Print the explanation as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Inventory inventory = places.read().orThrow();
    if (FORWARD.matcher(target).matches()) {
      return explainForward(inventory);
    }
    return target.contains("/") ? explainHost(inventory) : explainName(inventory);
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
      ExplainText.print(explanation, out);
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
      ExplainText.print(explanation, out);
    }
    return explanation.isServed() ? ExitCode.OK : ExitCode.FAILED;
  }

  private int explainHost(Inventory inventory) throws IOException {
    Host host;
    try {
      Owner named = Owner.parse(target);
      host =
          named
              .host()
              .flatMap(name -> inventory.host(new HostId(named.customer(), name)))
              .orElseThrow(
                  () ->
                      new WrongValueException(
                          "the inventory has no such host", "write CUSTOMER/HOST"));
    } catch (WrongValueException e) {
      throw wrong(e);
    }
    OutwardWay way = OutwardWay.of(inventory, new History(nat64.settings().shares()).read(), host);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(way));
    } else {
      ExplainText.print(way, out);
    }
    return way.isServed() ? ExitCode.OK : ExitCode.FAILED;
  }

  private int explainForward(Inventory inventory) throws IOException, InterruptedException {
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
        new ForwardExplainer(inventory, live::value, new Nat64Kernel(inventory, nat64.settings()))
            .explain(
                address,
                port,
                Optional.ofNullable(words.group(3))
                    .map(p -> Protocol.valueOf(p.toUpperCase(Locale.ROOT))));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(explanation));
    } else {
      ExplainText.print(explanation, out);
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
}
