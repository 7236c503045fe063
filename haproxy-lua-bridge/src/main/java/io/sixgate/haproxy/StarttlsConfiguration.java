package io.sixgate.haproxy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.sixgate.haproxy.StarttlsSettings.SmtpRelay;
import io.sixgate.haproxy.StarttlsSettings.StarttlsPort;
import io.sixgate.haproxy.configuration.Template;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The part of {@code sixgate.cfg} for STARTTLS: nothing for a gateway without such ports. */
final class StarttlsConfiguration {
  // HAProxy ends an action that still waits then, and logs an error: never before the Lua does by
  // itself, which is once the client was silent for so long after the time was nearly over.
  private static final int NEVER_SOONER = 2;

  private final StarttlsSettings settings;

  StarttlsConfiguration(StarttlsSettings settings) {
    this.settings = settings;
  }

  /**
   * The lines, with what all parts of {@code sixgate.cfg} share still to be filled in.
   *
   * @param binds gives the lines that listen on some ports
   */
  String text(Function<List<Integer>, String> binds) {
    if (settings.ports().isEmpty()) {
      return "";
    }
    String relayMode = settings.relay().map(SmtpRelay::clientAddress).orElse("none");
    String relay = settings.relay().map(SmtpRelay::text).orElse("");
    int seconds = settings.preambleSeconds();
    String text = resource("starttls.cfg");
    for (String part :
        List.of(
            "starttls-log",
            "starttls-limits",
            "starttls-count",
            "starttls-traffic",
            "starttls-replay")) {
      text = insert(text, "{" + part + "}", resource(part + ".cfg"));
    }
    return text.replace("{starttls-protocols}", protocols())
        .replace("{starttls-route}", refusing(resource("route.cfg")).stripTrailing())
        .replace("{smtp-route}", "{tls-route}")
        .replace("{starttls-binds}", binds.apply(ports(settings.direct())))
        .replace("{smtp-binds}", binds.apply(ports(settings.relayed())))
        .replace("{name}", settings.name().orElse("-"))
        .replace("{preamble}", "" + seconds)
        .replace("{longer-than-preamble}", "" + (NEVER_SOONER * seconds + 10))
        .replace("{wait}", "" + settings.waitMillis())
        .replace("{relay}", relay)
        .replace("{relay-mode}", relayMode);
  }

  /**
   * Where the route ends, the visitor is told so and it is counted: as unknown where the maps have
   * nothing, as refused where they have what is not allowed.
   */
  private static String refusing(String route) {
    return route
        .lines()
        .flatMap(
            line ->
                line.contains("{end}")
                    ? (line.contains("refused") ? end("refused", 5) : end("unknown", 4))
                        .map(end -> line.replace("{end}", end))
                    : Stream.of(line))
        .map(line -> line.replace("{rules}", "tcp-request content"))
        .collect(joining("\n", "", "\n"));
  }

  private static Stream<String> end(String mode, int index) {
    return Stream.of(
        "set-var(txn.mode) str(" + mode + ")",
        "track-sc2 var(txn.protocol) table sixgate_starttls_counts",
        "sc-inc-gpc(" + index + ",2)",
        "lua.sixgate_refuse",
        "reject");
  }

  private static String resource(String name) {
    return Template.resource(StarttlsConfiguration.class, name);
  }

  /** Puts the lines in the key's place, each behind what stands before the key. */
  private static String insert(String text, String key, String lines) {
    return text.lines()
        .flatMap(
            line ->
                line.endsWith(key)
                    ? lines.lines().map(part -> line.replace(key, "") + part)
                    : Stream.of(line))
        .collect(joining("\n", "", "\n"));
  }

  private static List<Integer> ports(List<StarttlsPort> ports) {
    return ports.stream().map(StarttlsPort::port).toList();
  }

  private String protocols() {
    Map<String, List<String>> ports =
        settings.direct().stream()
            .collect(
                groupingBy(
                    StarttlsPort::protocol,
                    TreeMap::new,
                    mapping(port -> "" + port.port(), toList())));
    return ports.entrySet().stream()
        .map(
            entry ->
                "    tcp-request content set-var(txn.protocol) str(%s) if { dst_port %s }"
                    .formatted(entry.getKey(), String.join(" ", entry.getValue())))
        .collect(joining("\n"));
  }
}
