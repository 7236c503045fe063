package io.sixgate.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.sixgate.haproxy.configuration.ConfigurationDigest;
import io.sixgate.haproxy.configuration.HaproxyPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The file {@code sixgate.cfg}: the resource of that name with the gateway's facts filled in. Equal
 * settings give equal text.
 */
public final class BridgeConfiguration {

  // Loopback, unspecified, link-local, multicast, IPv4-mapped, NAT64's well-known prefix (RFC 6890,
  // RFC 6052).
  private static final List<String> ALWAYS_REFUSED =
      List.of("::1", "::", "fe80::/10", "ff00::/8", "::ffff:0:0/96", "64:ff9b::/96");

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
    List<String> refused = new ArrayList<>(ALWAYS_REFUSED);
    refused.addAll(settings.refused());
    settings.embeddedPrefix().ifPresent(refused::add);

    boolean embedded = settings.embeddedPrefix().isPresent();
    String text =
        parts(resource("sixgate.cfg"), settings)
            .filter(line -> embedded || !line.startsWith(EMBEDDED))
            .map(line -> line.startsWith(EMBEDDED) ? line.substring(EMBEDDED.length()) : line)
            .collect(joining("\n", "", "\n"));
    String route = resource("route.cfg").stripTrailing();
    text =
        fill(
            text,
            Map.of(
                "{tls-route}",
                    route.replace("{rules}", "tcp-request content").replace("{end}", "accept"),
                "{http-route}", route.replace("{rules}", "http-request").replace("{end}", "allow"),
                "{tls-binds}", binds(settings.addresses(), settings.tlsPorts()),
                "{http-binds}", binds(settings.addresses(), settings.httpPorts())));
    BridgeLimits limits = settings.limits();
    text =
        fill(
            text,
            Map.of(
                "{connections-per-client}", "" + limits.connectionsPerClient(),
                "{rate-connections}", "" + limits.newConnectionsPerClient(),
                "{rate-seconds}", "" + limits.rateSeconds(),
                "{connections-per-host}", "" + limits.connectionsPerHost(),
                "{hello}", "" + limits.helloSeconds(),
                "{headers}", "" + limits.headersSeconds()));
    text = spread(spread(text, "{gateway}", settings.addresses()), "{refused}", refused);
    text =
        fill(
            text,
            Map.of(
                "{lua}", settings.lua().toString(),
                "{run}", settings.run().toString(),
                "{state}", settings.state().toString(),
                "{not-embedded}", embedded ? " { fc_src -m sub : }" : "",
                "{embedded}", settings.embeddedPrefix().orElse(""),
                "{embedded-groups}",
                    settings.embeddedPrefix().map(BridgeConfiguration::groups).orElse("")));
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
   * Repeats a line for every few of the words: HAProxy reads at most 64 words and 2,048 bytes in a
   * line, and ACLs of one name are joined by "or".
   */
  private static String spread(String text, String key, List<String> words) {
    return text.lines()
        .flatMap(
            line ->
                line.contains(key)
                    ? IntStream.iterate(0, from -> from < words.size(), from -> from + 16)
                        .mapToObj(from -> words.subList(from, Math.min(from + 16, words.size())))
                        .map(few -> line.replace(key, String.join(" ", few)))
                    : Stream.of(line))
        .collect(joining("\n", "", "\n"));
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

  /**
   * The six groups of a /96, all written out, so that an IPv4 address can follow: {@code
   * 2001:db8:64::/96} gives {@code 2001:db8:64:0:0:0}.
   */
  private static String groups(String prefix) {
    String address = prefix.substring(0, prefix.indexOf('/'));
    String[] sides = address.split("::", -1);
    List<String> left = split(sides[0]);
    List<String> right = sides.length == 2 ? split(sides[1]) : List.of();
    List<String> zeros = Collections.nCopies(8 - left.size() - right.size(), "0");
    return Stream.of(left, zeros, right).flatMap(List::stream).limit(6).collect(joining(":"));
  }

  private static List<String> split(String groups) {
    return groups.isEmpty() ? List.of() : List.of(groups.split(":"));
  }

  private static String fill(String template, Map<String, String> values) {
    String text = template;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }

  private static String resource(String name) {
    try (InputStream in = BridgeConfiguration.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
