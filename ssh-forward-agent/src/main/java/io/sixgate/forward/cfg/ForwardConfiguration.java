package io.sixgate.forward.cfg;

import static java.util.stream.Collectors.joining;

import io.sixgate.forward.listen.Listener;
import io.sixgate.forward.listen.Listeners;
import io.sixgate.haproxy.configuration.ConfigurationDigest;
import io.sixgate.haproxy.configuration.HaproxyPart;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.configuration.Template;
import io.sixgate.haproxy.traffic.TrafficTable;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Limits;
import io.sixgate.inventory.model.Limits.Rate;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code forwards.cfg}: the resource of that name with the gateway's facts filled in.
 * Equal facts give equal text.
 */
public final class ForwardConfiguration {
  /** What of HAProxy belongs to this file. */
  public static final HaproxyPart PART =
      new HaproxyPart(
          "forwards.cfg", new ConfigurationDigest("SIXGATE_FORWARDS"), "haproxy-forwards.sock");

  /** What it carried for customers; services are {@code ssh}, {@code forward} and {@code lease}. */
  public static final TrafficTable TRAFFIC = new TrafficTable("sixgate_forward_traffic");

  private static final String LUA = "forwards.lua";

  // Lines that only a gateway with an embedded prefix has begin with this.
  private static final String EMBEDDED = "@embedded@";

  // A line of its own, up to the next "@end@": only for a gateway that listens there.
  private static final String SSH = "@ssh@";
  private static final String OTHERS = "@others@";
  private static final String END = "@end@";

  private ForwardConfiguration() {}

  /** The text of forwards.cfg. */
  public static String render(Gateway gateway, Listeners listeners, HaproxySettings settings) {
    Optional<String> embedded = gateway.embeddedPrefix().map(Ipv6Prefix::toString);
    Limits limits = gateway.limits();
    String text =
        parts(listeners).stream()
            .filter(line -> embedded.isPresent() || !line.startsWith(EMBEDDED))
            .map(line -> line.startsWith(EMBEDDED) ? line.substring(EMBEDDED.length()) : line)
            .collect(joining("\n", "", "\n"));
    text =
        Template.fill(
            text,
            Map.of(
                "{ssh-binds}", binds(listeners.ssh()),
                "{other-binds}", binds(listeners.others()),
                "{ssh-rules}",
                    rules(
                        "ssh",
                        "sixgate_forward_ssh_clients",
                        limits.sshConnectionsPerClient(),
                        limits.newSshConnectionsPerClient()),
                "{other-rules}",
                    rules(
                        "forward",
                        "sixgate_forward_clients",
                        limits.connectionsPerClient(),
                        limits.newConnectionsPerClient()),
                "{hop-rules}", resource("hop.cfg")));
    List<String> refused = new ArrayList<>(Template.ALWAYS_REFUSED);
    gateway.nat64().ifPresent(nat64 -> refused.add(nat64.prefix().toString()));
    embedded.ifPresent(refused::add);
    text =
        Template.spread(
            text, "{gateway}", gateway.addresses().stream().map(Object::toString).toList());
    text = Template.spread(text, "{refused}", refused);
    text =
        Template.fill(
            text,
            Map.of(
                "{rate-seconds}", seconds(limits.newConnectionsPerClient()),
                "{ssh-rate-seconds}", seconds(limits.newSshConnectionsPerClient()),
                "{connections-per-host}", "" + limits.connectionsPerHost(),
                "{lua}", settings.lua().resolveSibling(LUA).toString(),
                "{run}", settings.run().toString(),
                "{state}", settings.state().toString(),
                "{not-embedded}", embedded.isPresent() ? " !ipv4" : "",
                "{embedded}", embedded.orElse(""),
                "{embedded-groups}", embedded.map(Template::groups).orElse("")));
    return PART.digest().seal(text);
  }

  private static String resource(String name) {
    return Template.resource(ForwardConfiguration.class, name).stripTrailing();
  }

  private static String rules(String service, String clients, int connections, Rate rate) {
    return Template.fill(
        resource("rules.cfg"),
        Map.of(
            "{service}",
            service,
            "{clients}",
            clients,
            "{connections}",
            "" + connections,
            "{rate}",
            "" + rate.count()));
  }

  private static String seconds(Rate rate) {
    return "" + rate.period().toSeconds();
  }

  private static String binds(List<Listener> listeners) {
    return listeners.stream().map(listener -> "    bind " + listener.text()).collect(joining("\n"));
  }

  /** The lines without those of frontends that would listen nowhere. */
  private static List<String> parts(Listeners listeners) {
    List<String> lines = new ArrayList<>();
    boolean wanted = true;
    for (String line : resource("forwards.cfg").lines().toList()) {
      switch (line) {
        case SSH -> wanted = !listeners.ssh().isEmpty();
        case OTHERS -> wanted = !listeners.others().isEmpty();
        case END -> wanted = true;
        default -> {
          if (wanted) {
            lines.add(line);
          }
        }
      }
    }
    return lines;
  }
}
