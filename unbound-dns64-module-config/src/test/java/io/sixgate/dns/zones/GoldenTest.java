package io.sixgate.dns.zones;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.loop.Depth;
import io.sixgate.dns.dnsdist.DnsdistSettings;
import io.sixgate.dns.wire.WireName;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.net.OwnAddresses;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.lab.golden.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From files of an inventory to what the dnsdist for zones starts from; a folder per case. */
final class GoldenTest {
  private static final Path DNSDIST = Path.of("/usr/bin/dnsdist");

  @TempDir Path folder;

  static List<Path> cases() throws IOException {
    return GoldenFolder.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theTablesAreTheExpectedOnes(Path golden) throws Exception {
    ZoneTable table = ZoneTable.of(new FileInventory(golden.resolve("inventory")).read(), Set.of());
    compare(
        table.entries().entrySet().stream()
            .flatMap(
                kind ->
                    kind.getValue().entrySet().stream()
                        .map(
                            entry ->
                                "%s %s %s%n"
                                    .formatted(
                                        kind.getKey().table().name(),
                                        WireName.text(entry.getKey()),
                                        entry.getValue())))
            .collect(Collectors.joining()),
        golden.resolve("expected.tables"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFilesAreTheExpectedOnes(Path golden) throws Exception {
    DnsdistSettings settings = settings(Path.of("/bin/true"));
    written(golden, settings);
    compare(
        Files.readString(ZonesConfiguration.servers(settings)), golden.resolve("expected.servers"));
    compare(
        Files.readString(settings.configuration())
            .replace(folder.toString(), "/STATE")
            .replaceAll("'[0-9a-f]{16}' \\.\\.", "'DIGEST' .."),
        golden.resolve("expected.zones.lua"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void dnsdistAcceptsThem(Path golden) throws Exception {
    assumeTrue(Files.isExecutable(DNSDIST), "dnsdist is not installed");
    DnsdistSettings settings = settings(DNSDIST);
    written(golden, settings);
    new CommandRunner(Duration.ofSeconds(20), 1 << 16)
        .run(
            Command.of(
                DNSDIST.toString(), "--check-config", "-C", settings.configuration().toString()))
        .orThrow();
  }

  /** As the agent does where no dnsdist runs yet. */
  private void written(Path golden, DnsdistSettings settings) throws Exception {
    DnsZones zones =
        new DnsZones(
            new FileInventory(golden.resolve("inventory")), settings, new OwnAddresses(folder));
    zones.apply(zones.plan(Depth.FULL));
  }

  private DnsdistSettings settings(Path program) {
    return new DnsdistSettings(
        "dnsdist@test",
        program,
        folder,
        ServerAddress.parse("127.0.0.1:5199"),
        "root",
        Command.of("/bin/false"),
        Duration.ofMillis(300),
        Duration.ofSeconds(20));
  }

  private static void compare(String text, Path expected) throws IOException {
    assertEquals(GoldenFolder.expected(expected, text), text);
  }
}
