package io.sixgate.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.cli.doctor.GatewayReading;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks systemd, the kernel and HAProxy. */
public final class SetupReading {
  private static final Path HAPROXY_DEFAULTS = Path.of("/etc/default/haproxy");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** systemd.exec(5), EnvironmentFile: later assignments win. */
  private static final Pattern OPTIONS =
      Pattern.compile("^\\s*EXTRAOPTS\\s*=\\s*[\"']?(.*?)[\"']?\\s*$");

  private SetupReading() {}

  public static SetupMachine of(HaproxySettings haproxy) throws IOException, InterruptedException {
    List<String> defaults =
        Files.isReadable(HAPROXY_DEFAULTS)
            ? Files.readAllLines(HAPROXY_DEFAULTS, StandardCharsets.ISO_8859_1)
            : List.of();
    return new SetupMachine(
        GatewayReading.addresses(),
        GatewayReading.listeners(),
        unitFiles(
            CommandRunner.standard()
                .run(
                    Command.of(
                        "systemctl",
                        "list-unit-files",
                        "--output=json",
                        "--no-pager",
                        "sixgate-*",
                        "dnsdist@*"))
                .output()),
        options(defaults),
        serves(haproxy));
  }

  /**
   * What {@code systemctl list-unit-files --output=json} says: {@code
   * [{"unit_file":"sixgate-nat64.service","state":"disabled",…}]}, and nothing on exit status 1 if
   * there is none.
   */
  static Set<String> unitFiles(String text) throws IOException {
    Set<String> names = new HashSet<>();
    for (JsonNode unit : JSON.readTree(text.isBlank() ? "[]" : text)) {
      names.add(unit.path("unit_file").asText());
    }
    return names;
  }

  static Optional<String> options(List<String> defaults) {
    return defaults.stream()
        .map(OPTIONS::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .reduce((earlier, later) -> later);
  }

  private static boolean serves(HaproxySettings haproxy) {
    try {
      new RuntimeSocket(haproxy.socket(BridgeConfiguration.PART), haproxy.patience())
          .ask("show info");
      return true;
    } catch (RuntimeApiException e) {
      return false;
    }
  }
}
