package io.sixgate.dns.resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.loop.Depth;
import io.sixgate.dns.dnsdist.DnsdistSettings;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.lab.golden.GoldenFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From files of an inventory to what Unbound and the dnsdist before it start from. */
final class GoldenTest {
  private static final Path CHECKER = Path.of("/usr/sbin/unbound-checkconf");
  private static final Path DNSDIST = Path.of("/usr/bin/dnsdist");

  @TempDir Path folder;
  private UnboundSettings unbound;

  @BeforeEach
  void anOperatorsUnbound() throws IOException {
    Files.createDirectory(folder.resolve("unbound.conf.d"));
    Path own = folder.resolve("unbound.conf");
    Files.writeString(
        own,
        "server:\n  username: \"\"\n  chroot: \"\"\n  directory: \"%1$s\"\ninclude: \"%1$s/unbound.conf.d/*.conf\"\n"
            .formatted(folder));
    unbound =
        new UnboundSettings(
            own,
            folder.resolve("unbound.conf.d/sixgate.conf"),
            ServerAddress.parse("127.0.0.1:5310"),
            Files.isExecutable(CHECKER) ? CHECKER : Path.of("/bin/true"),
            Path.of("/bin/false"),
            folder,
            Duration.ofSeconds(10));
  }

  static List<Path> cases() throws IOException {
    return GoldenFolder.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFilesAreTheExpectedOnes(Path golden) throws Exception {
    DnsdistSettings settings = settings(Path.of("/bin/true"));
    written(golden, settings);
    compare(
        Files.readString(unbound.fragment()).replaceAll("TXT '[0-9a-f]{16}'", "TXT 'DIGEST'"),
        golden.resolve("expected.unbound"));
    compare(
        Files.readString(settings.configuration())
            .replace(folder.toString(), "/STATE")
            .replaceAll("'[0-9a-f]{16}' \\.\\.", "'DIGEST' .."),
        golden.resolve("expected.resolver.lua"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void unboundAcceptsItsFragmentBesideTheOperatorsOwn(Path golden) throws Exception {
    assumeTrue(Files.isExecutable(CHECKER), "unbound is not installed");
    written(golden, settings(Path.of("/bin/true")));
    new CommandRunner(Duration.ofSeconds(20), 1 << 16)
        .run(Command.of(CHECKER.toString(), unbound.configuration().toString()))
        .orThrow();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void dnsdistAcceptsItsConfiguration(Path golden) throws Exception {
    assumeTrue(Files.isExecutable(DNSDIST), "dnsdist is not installed");
    DnsdistSettings settings = settings(DNSDIST);
    written(golden, settings);
    new CommandRunner(Duration.ofSeconds(20), 1 << 16)
        .run(
            Command.of(
                DNSDIST.toString(), "--check-config", "-C", settings.configuration().toString()))
        .orThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0\0\0", "server:\n    module-con", "\u00ff"})
  void whatAPowerCutLeftOfTheFragmentIsReplaced(String left) throws Exception {
    Path golden = cases().get(0);
    DnsdistSettings settings = settings(Path.of("/bin/true"));
    written(golden, settings);
    String whole = Files.readString(unbound.fragment());
    Files.writeString(unbound.fragment(), left, StandardCharsets.ISO_8859_1);
    written(golden, settings);
    assertEquals(whole, Files.readString(unbound.fragment()));
  }

  /** As the agent does where neither server runs yet. */
  private void written(Path golden, DnsdistSettings settings) throws Exception {
    Dns64 agent = new Dns64(new FileInventory(golden.resolve("inventory")), unbound, settings);
    agent.apply(agent.plan(Depth.FULL));
  }

  private DnsdistSettings settings(Path program) {
    return new DnsdistSettings(
        "dnsdist@test",
        program,
        folder,
        ServerAddress.parse("127.0.0.1:5198"),
        "root",
        Command.of("/bin/false"),
        Duration.ofMillis(300),
        Duration.ofSeconds(20));
  }

  private static void compare(String text, Path expected) throws IOException {
    assertEquals(GoldenFolder.expected(expected, text), text);
  }
}
