package io.sixgate.sni.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.loop.Depth;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.BridgeSettings;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.sync.HaproxyPlan;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Problem;
import io.sixgate.lab.golden.GoldenFolder;
import io.sixgate.lab.haproxy.FakeHaproxy;
import io.sixgate.lab.haproxy.RealHaproxy;
import io.sixgate.sni.route.MapKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From files of an inventory to what HAProxy is given; a folder per case (see {@link
 * GoldenFolder}). {@code expected.cfg} is compared, and written, where it exists.
 */
final class GoldenTest {
  /** The places of a Debian gateway. */
  private static final HaproxySettings INSTALLED =
      new HaproxySettings(
          Path.of("/usr/sbin/haproxy"),
          List.of(Path.of("/etc/haproxy/haproxy.cfg")),
          Path.of("/var/lib/sixgate/haproxy"),
          Path.of("/run/sixgate"),
          Path.of("/usr/share/sixgate/haproxy/sixgate.lua"),
          Path.of("/run/haproxy-master.sock"),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30));

  @TempDir Path folder;
  private HaproxySettings settings;

  static List<Path> cases() throws IOException {
    return GoldenFolder.cases();
  }

  static List<Path> casesWithConfiguration() throws IOException {
    return cases().stream().filter(golden -> Files.exists(golden.resolve("expected.cfg"))).toList();
  }

  @BeforeEach
  void places() throws IOException {
    HaproxySettings accepting = RouterAgainstFake.settings(folder);
    settings =
        new HaproxySettings(
            accepting.binary(),
            List.of(),
            accepting.state(),
            accepting.run(),
            Path.of("../haproxy-lua-bridge/src/main/lua/sixgate.lua").toRealPath(),
            accepting.masterSocket(),
            accepting.patience(),
            accepting.reloadPatience());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theProblemsAreTheExpectedOnes(Path golden) throws Exception {
    String problems =
        inventory(golden).problems().stream()
            .map(Problem::toString)
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    Path expected = golden.resolve("expected.problems");
    if (!problems.isEmpty() || Files.exists(expected)) {
      compare(problems, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theMapFilesAreTheExpectedOnes(Path golden) throws Exception {
    writeFiles(golden);
    for (MapKind map : MapKind.values()) {
      compare(
          sortedEntries(settings.map(map)),
          golden.resolve("expected." + map.file().replace(".map", "")));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void thePlanForAnEmptyHaproxyIsTheExpectedOneAndLeavesNothingToDo(Path golden) throws Exception {
    try (FakeHaproxy haproxy =
        new FakeHaproxy(
            settings.socket(BridgeConfiguration.PART),
            BridgeSettings.MAPS.stream().map(settings.state()::resolve).toList())) {
      haproxy.restart();
      SniRouter router = new SniRouter(new FileInventory(golden.resolve("inventory")), settings);
      HaproxyPlan<MapKind> plan = router.plan(Depth.FULL);
      compare(text(plan), golden.resolve("expected.plan"));
      router.apply(plan);
      haproxy.setEnvironment(
          BridgeConfiguration.PART.digest().variable(),
          BridgeConfiguration.PART
              .digest()
              .of(Files.readString(settings.configuration(BridgeConfiguration.PART))));
      assertEquals(List.of(), router.plan(Depth.FULL).commands());
      List<String> held = haproxy.state();
      haproxy.restart();
      assertEquals(held, haproxy.state(), "a restarted HAProxy holds what it was told");
    }
  }

  @ParameterizedTest
  @MethodSource("casesWithConfiguration")
  void theConfigurationIsTheExpectedOne(Path golden) throws Exception {
    compare(
        BridgeConfiguration.render(GatewayFacts.of(inventory(golden).gateway(), INSTALLED)),
        golden.resolve("expected.cfg"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void haproxyAcceptsTheFilesWithoutAWarning(Path golden) throws Exception {
    assumeTrue(RealHaproxy.binary() != null, "haproxy is not installed");
    writeFiles(golden);
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
                        settings.configuration(BridgeConfiguration.PART).toString())));
    result.orThrow();
    String said = result.output() + result.errors();
    assertFalse(said.contains("[WARNING]"), said);
  }

  private static Inventory inventory(Path golden) throws Exception {
    return new FileInventory(golden.resolve("inventory")).read();
  }

  /** As an agent does on a gateway whose HAProxy does not run yet. */
  private void writeFiles(Path golden) throws Exception {
    SniRouter router = new SniRouter(new FileInventory(golden.resolve("inventory")), settings);
    router.apply(router.plan(Depth.FULL));
  }

  private static String sortedEntries(Path map) throws IOException {
    return Files.readAllLines(map).stream()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /**
   * The plan without the lines of sixgate.cfg, which expected.cfg has; entries of one map, which
   * come in no order, sorted.
   */
  private String text(HaproxyPlan<MapKind> plan) {
    StringBuilder text = new StringBuilder();
    TreeSet<String> entries = new TreeSet<>();
    for (String command : plan.commands()) {
      if (command.startsWith("add map ")) {
        entries.add(command);
      } else if (!command.startsWith("#+")) {
        entries.forEach(entry -> text.append(entry).append('\n'));
        entries.clear();
        text.append(command).append('\n');
      }
    }
    entries.forEach(entry -> text.append(entry).append('\n'));
    return text.toString()
        .replace(settings.state().toString(), "STATE")
        .replace(settings.run().toString(), "RUN");
  }

  private static void compare(String text, Path expected) throws IOException {
    assertEquals(GoldenFolder.expected(expected, text), text);
  }
}
