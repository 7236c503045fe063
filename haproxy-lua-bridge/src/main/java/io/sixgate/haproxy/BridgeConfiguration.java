package io.sixgate.haproxy;

import static java.util.stream.Collectors.joining;

import io.sixgate.haproxy.configuration.ConfigurationDigest;
import io.sixgate.haproxy.configuration.HaproxyPart;
import io.sixgate.haproxy.configuration.Template;
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

  // Lines that only a gateway with an embedded prefix has begin with this.
  private static final String EMBEDDED = "@embedded@";

  // A line of its own, up to the next "@end@": only for a gateway that has such ports.
  private static final String TLS_PORTS = "@tls-ports@";
  private static final String HTTP_PORTS = "@http-ports@";
  private static final String END = "@end@";

  private BridgeConfiguration() {}

  /** The text of sixgate.cfg. */
  public static String render(BridgeSettings settings) {
    List<String> refused = new ArrayList<>(Template.ALWAYS_REFUSED);
    refused.addAll(settings.refused());
    settings.embeddedPrefix().ifPresent(refused::add);

    boolean embedded = settings.embeddedPrefix().isPresent();
    String text =
        parts(Template.resource(BridgeConfiguration.class, "sixgate.cfg"), settings)
            .filter(line -> embedded || !line.startsWith(EMBEDDED))
            .map(line -> line.startsWith(EMBEDDED) ? line.substring(EMBEDDED.length()) : line)
            .collect(joining("\n", "", "\n"));
    String route = Template.resource(BridgeConfiguration.class, "route.cfg").stripTrailing();
    text =
        Template.fill(
            text,
            Map.of(
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
                "{lua}", settings.lua().toString(),
                "{run}", settings.run().toString(),
                "{state}", settings.state().toString(),
                "{not-embedded}", embedded ? " { fc_src -m sub : }" : "",
                "{embedded}", settings.embeddedPrefix().orElse(""),
                "{embedded-groups}", settings.embeddedPrefix().map(Template::groups).orElse("")));
    return PART.digest().seal(text);
  }

  /** The lines without those of ports that the gateway has none of. */
  private static Stream<String> parts(String template, BridgeSettings settings) {
    List<String> lines = new ArrayList<>();
    boolean wanted = true;
    for (String line : template.lines().toList()) {
      if (line.equals(TLS_PORTS)) {
        wanted = !settings.tlsPorts().isEmpty();
      } else if (line.equals(HTTP_PORTS)) {
        wanted = !settings.httpPorts().isEmpty();
      } else if (line.equals(END)) {
        wanted = true;
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
