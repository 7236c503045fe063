package io.sixgate.forward.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.loop.Depth;
import io.sixgate.forward.cfg.ForwardConfiguration;
import io.sixgate.forward.listen.Listeners;
import io.sixgate.forward.table.ForwardMap;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Problem;
import io.sixgate.lab.golden.GoldenFolder;
import io.sixgate.lab.haproxy.RealHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From files of an inventory to what HAProxy is given; a folder per case. */
final class GoldenTest {
  @TempDir Path folder;

  static List<Path> cases() throws IOException {
    return GoldenFolder.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theProblemsAreTheExpectedOnes(Path golden) throws Exception {
    compare(
        inventory(golden).problems().stream()
            .map(Problem::toString)
            .map(line -> line + "\n")
            .collect(Collectors.joining()),
        golden.resolve("expected.problems"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theMapFilesAreTheExpectedOnes(Path golden) throws Exception {
    HaproxySettings settings = written(golden);
    for (ForwardMap map : ForwardMap.values()) {
      compare(
          Files.readAllLines(settings.map(map)).stream()
              .filter(line -> !line.startsWith("#"))
              .sorted()
              .map(line -> line + "\n")
              .collect(Collectors.joining()),
          golden.resolve("expected." + map.file().replace(".map", "")));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theConfigurationIsTheExpectedOne(Path golden) throws Exception {
    HaproxySettings installed =
        new HaproxySettings(
            Path.of("/usr/sbin/haproxy"),
            List.of(),
            Path.of("/var/lib/sixgate/haproxy"),
            Path.of("/run/sixgate"),
            Path.of("/usr/share/sixgate/haproxy/sixgate.lua"),
            Path.of("/run/haproxy-master.sock"),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));
    Inventory inventory = inventory(golden);
    compare(
        ForwardConfiguration.render(inventory.gateway(), Listeners.of(inventory), installed),
        golden.resolve("expected.cfg"));
  }

  /** HAProxy answers for no map that its configuration does not name. */
  @ParameterizedTest
  @MethodSource("cases")
  void theConfigurationNamesAllMaps(Path golden) throws Exception {
    HaproxySettings settings = written(golden);
    String text = Files.readString(settings.configuration(ForwardConfiguration.PART));
    for (ForwardMap map : ForwardMap.values()) {
      assertTrue(text.contains(settings.map(map).toString()), map.file());
      settings.recentMap(map).ifPresent(recent -> assertTrue(text.contains(recent.toString())));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void haproxyAcceptsTheFilesWithoutAWarning(Path golden) throws Exception {
    assumeTrue(RealHaproxy.binary() != null, "haproxy is not installed");
    HaproxySettings settings = written(golden);
    Path operators = folder.resolve("haproxy.cfg");
    Files.writeString(operators, "global\n    log /dev/log local0\n");
    CommandResult result =
        new CommandRunner(Duration.ofMinutes(1), 1 << 16)
            .run(
                Command.of(
                    List.of(
                        RealHaproxy.binary().toString(),
                        "-c",
                        "-f",
                        operators.toString(),
                        "-f",
                        settings.configuration(ForwardConfiguration.PART).toString())));
    result.orThrow();
    String said = result.output() + result.errors();
    assertFalse(said.contains("[WARNING]"), said);
  }

  private static Inventory inventory(Path golden) throws Exception {
    return new FileInventory(golden.resolve("inventory")).read();
  }

  /** As an agent does on a gateway whose HAProxy does not run yet. */
  private HaproxySettings written(Path golden) throws Exception {
    HaproxySettings settings = Gateways.accepting(folder);
    SshForward forward = new SshForward(new FileInventory(golden.resolve("inventory")), settings);
    forward.apply(forward.plan(Depth.FULL));
    return settings;
  }

  private static void compare(String text, Path expected) throws IOException {
    assertEquals(GoldenFolder.expected(expected, text), text);
  }
}
