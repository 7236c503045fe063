package io.sixgate.haproxy;

import static java.util.stream.Collectors.joining;

import io.sixgate.haproxy.configuration.ConfigurationDigest;
import io.sixgate.haproxy.configuration.HaproxyPart;
import io.sixgate.haproxy.configuration.Template;
import io.sixgate.haproxy.traffic.TrafficTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The file {@code sixgate.cfg}: the resource of that name with the gateway's facts filled in. Equal
 * settings give equal text.
 */
public final class BridgeConfiguration {

  /** What of HAProxy belongs to this file. */
  public static final HaproxyPart PART =
      new HaproxyPart(
          "sixgate.cfg", new ConfigurationDigest("SIXGATE_CONFIGURATION"), "haproxy.sock");

  /** What it carried for customers; services are ports of the gateway. */
  public static final TrafficTable TRAFFIC = new TrafficTable("sixgate_traffic");

  /** Bytes of HAProxy's buffers, unless the operator's configuration sets the variable. */
  public static final int BUFFER = 18_432;

  /** By which the operator's haproxy.cfg says another size. */
  public static final String BUFFER_VARIABLE = "SIXGATE_BUFSIZE";

  // Lines that only a gateway with an embedded prefix has begin with this.
  private static final String EMBEDDED = "@embedded@";

  // A line "@…@" of its own begins a part that only a gateway with such ports has, up to this one.
  private static final String END = "@end@";

  private BridgeConfiguration() {}

  /** The text of sixgate.cfg. */
  public static String render(BridgeSettings settings) {
    List<String> refused = new ArrayList<>(Template.ALWAYS_REFUSED);
    refused.addAll(settings.refused());
    settings.embeddedPrefix().ifPresent(refused::add);

    boolean embedded = settings.embeddedPrefix().isPresent();
    String starttls =
        new StarttlsConfiguration(settings.starttls())
            .text(ports -> binds(settings.addresses(), ports));
    String text =
        parts(
                Template.resource(BridgeConfiguration.class, "sixgate.cfg")
                    .replace("{starttls}\n", starttls),
                settings)
            .filter(line -> embedded || !line.startsWith(EMBEDDED))
            .map(line -> line.startsWith(EMBEDDED) ? line.substring(EMBEDDED.length()) : line)
            .collect(joining("\n", "", "\n"));
    String route = Template.resource(BridgeConfiguration.class, "route.cfg").stripTrailing();
    String traffic = Template.resource(BridgeConfiguration.class, "traffic.cfg").stripTrailing();
    text =
        Template.fill(
            text,
            Map.of(
                "{traffic-store}", settings.starttls().ports().isEmpty() ? "" : ",gpc(4)",
                "{tls-traffic}", traffic.replace("{rules}", "tcp-request content"),
                "{http-traffic}", traffic.replace("{rules}", "http-request"),
                "{tls-route}",
                    route.replace("{rules}", "tcp-request content").replace("{end}", "accept"),
                "{http-route}", route.replace("{rules}", "http-request").replace("{end}", "allow"),
                "{tls-binds}", binds(settings.addresses(), settings.tlsPorts()),
                "{http-binds}", binds(settings.addresses(), settings.httpPorts())));
    BridgeLimits limits = settings.limits();
    text =
        Template.fill(
            text,
            Map.of(
                "{connections-per-client}", "" + limits.connectionsPerClient(),
                "{rate-connections}", "" + limits.newConnectionsPerClient(),
                "{rate-seconds}", "" + limits.rateSeconds(),
                "{connections-per-host}", "" + limits.connectionsPerHost(),
                "{hello}", "" + limits.helloSeconds(),
                "{headers}", "" + limits.headersSeconds()));
    text =
        Template.spread(
            Template.spread(text, "{gateway}", settings.addresses()), "{refused}", refused);
    text =
        Template.fill(
            text,
            Map.of(
                "{buffer}", "" + BUFFER,
                "{buffer-variable}", BUFFER_VARIABLE,
                "{lua}", settings.lua().toString(),
                "{lua-folder}", settings.lua().getParent().toString(),
                "{run}", settings.run().toString(),
                "{state}", settings.state().toString(),
                "{not-embedded}", embedded ? " { fc_src -m sub : }" : "",
                "{hosts-store}", hostsStore(settings.starttls()),
                "{embedded}", settings.embeddedPrefix().orElse(""),
                "{embedded-groups}", settings.embeddedPrefix().map(Template::groups).orElse("")));
    return PART.digest().seal(text);
  }

  // On port 25 it is remembered for some time which hosts failed.
  private static String hostsStore(StarttlsSettings starttls) {
    return starttls.relayed().isEmpty()
        ? "expire 10s store conn_cur"
        : "expire 2m store conn_cur,gpc0,gpc0_rate(1m)";
  }

  /** The lines without those of ports that the gateway has none of. */
  private static Stream<String> parts(String template, BridgeSettings settings) {
    StarttlsSettings starttls = settings.starttls();
    Map<String, Boolean> wantedParts =
        Map.of(
            "@tls-ports@",
            !settings.tlsPorts().isEmpty(),
            "@http-ports@",
            !settings.httpPorts().isEmpty(),
            "@starttls@",
            !starttls.direct().isEmpty(),
            "@relay@",
            !starttls.relayed().isEmpty(),
            END,
            true);
    List<String> lines = new ArrayList<>();
    boolean wanted = true;
    for (String line : template.lines().toList()) {
      if (wantedParts.containsKey(line)) {
        wanted = wantedParts.get(line);
      } else if (wanted) {
        lines.add(line);
      }
    }
    return lines.stream();
  }

  /**
   * One line per address and port, never a wildcard: the operator's own services may listen on the
   * same port of the machine's other addresses.
   */
  private static String binds(List<String> addresses, List<Integer> ports) {
    return addresses.stream()
        .flatMap(
            address ->
                ports.stream()
                    .map(
                        port ->
                            address.contains(":")
                                ? "    bind [" + address + "]:" + port
                                : "    bind " + address + ":" + port))
        .collect(joining("\n"));
  }
}
