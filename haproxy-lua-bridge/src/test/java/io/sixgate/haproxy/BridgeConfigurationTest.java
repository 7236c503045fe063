package io.sixgate.haproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeConfigurationTest {

  private static final Path STATE = Path.of("/var/lib/sixgate/haproxy");
  private static final Path RUN = Path.of("/run/sixgate");
  private static final Path LUA = Path.of("/usr/share/sixgate/haproxy/sixgate.lua");

  private static final BridgeLimits LIMITS = new BridgeLimits(4000, 3000, 10, 8000, 5, 10);

  @TempDir Path folder;

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/golden"))) {
      return folders.sorted().toList();
    }
  }

  /**
   * {@code -Dsixgate.golden=write} writes the expected files anew; look at the difference before
   * committing it.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void theTextIsTheExpectedOne(Path golden) throws Exception {
    String text =
        BridgeConfiguration.render(
            Cases.read(golden.resolve("settings.properties"), STATE, RUN, LUA));
    Path expected = golden.resolve("expected.cfg");
    if ("write".equals(System.getProperty("sixgate.golden"))) {
      Files.writeString(expected, text);
    }
    assertEquals(Files.readString(expected), text);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void haproxyAcceptsTheExpectedTextWithoutAWarning(Path golden) throws Exception {
    Command.need("haproxy");
    acceptsWithoutAWarning(Path.of("haproxy"), golden);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theHaproxyOfDebian13AcceptsTheExpectedTextWithoutAWarning(Path golden) throws Exception {
    acceptsWithoutAWarning(Command.needHaproxyOfDebian13(), golden);
  }

  private void acceptsWithoutAWarning(Path haproxy, Path golden) throws Exception {
    for (String map : BridgeSettings.MAPS) {
      Files.createFile(folder.resolve(map));
    }
    Path ours = folder.resolve("sixgate.cfg");
    Files.writeString(
        ours,
        Files.readString(golden.resolve("expected.cfg"))
            .replace(STATE.toString(), folder.toString())
            .replace(RUN.toString(), folder.toString())
            .replace(LUA.getParent().toString(), Cases.LUA.getParent().toString()));
    // The operator's own file, as short as it gets.
    Path operators = folder.resolve("haproxy.cfg");
    Files.writeString(operators, "global\n    log /dev/log local0\n");

    Command command =
        Command.run(
            List.of(haproxy.toString(), "-c", "-f", operators.toString(), "-f", ours.toString()));

    assertEquals(0, command.status(), command.output());
    assertFalse(command.output().contains("[WARNING]"), command.output());
  }

  @Test
  void everythingNamedIsNamedSixgateSoThatNothingOfTheOperatorsIsOverridden() {
    BridgeConfiguration.render(settings(Optional.of("2001:db8:64::/96")))
        .lines()
        .filter(line -> line.matches("(defaults|frontend|backend|listen)\\b.*"))
        .forEach(line -> assertTrue(line.matches("\\w+ sixgate.*"), line));
  }

  private static final String SETTINGS =
      "addresses = 192.0.2.1 2001:db8:ff::1\ntls-ports = 443\nhttp-ports = 80\n";

  @Test
  void equalSettingsGiveEqualDigests() throws Exception {
    assertEquals(digest(SETTINGS, STATE, RUN, LUA), digest(SETTINGS, STATE, RUN, LUA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "addresses = 192.0.2.1",
        "tls-ports = 443 993",
        "http-ports = 8080",
        "embedded-prefix = 2001:db8:64::/96",
        "refused = 2001:db8:64:64::/96",
        "connections-per-client = 1",
        "new-connections-per-client = 1",
        "rate-seconds = 1",
        "connections-per-host = 1",
        "hello = 1",
        "headers = 1"
      })
  void anyOtherSettingGivesAnotherDigest(String line) throws Exception {
    assertNotEquals(digest(SETTINGS, STATE, RUN, LUA), digest(SETTINGS + line, STATE, RUN, LUA));
  }

  @Test
  void anyOtherPathGivesAnotherDigest() throws Exception {
    Path other = Path.of("/other");
    assertEquals(
        4,
        Stream.of(
                digest(SETTINGS, STATE, RUN, LUA),
                digest(SETTINGS, other, RUN, LUA),
                digest(SETTINGS, STATE, other, LUA),
                digest(SETTINGS, STATE, RUN, other))
            .distinct()
            .count());
  }

  private String digest(String settings, Path state, Path run, Path lua) throws IOException {
    return BridgeConfiguration.PART.digest().of(render(settings, state, run, lua));
  }

  private String render(String settings) throws IOException {
    return render(settings, STATE, RUN, LUA);
  }

  private String render(String settings, Path state, Path run, Path lua) throws IOException {
    Path file = Files.writeString(folder.resolve("settings.properties"), settings);
    return BridgeConfiguration.render(Cases.read(file, state, run, lua));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "global\n    setenv SIXGATE_CONFIGURATION {digest}\n",
        "global\n    setenv SIXGATE_CONFIGURATION 0123456789abcde\n",
        "global\n    setenv SIXGATE_CONFIGURATION 0123456789abcdef0\n",
        "global\n    # setenv SIXGATE_CONFIGURATION 0123456789abcdef\n",
        "global\n    setenv OTHER 0123456789abcdef\n"
      })
  void aTextThatDoesNotSetTheDigestHasNone(String text) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> BridgeConfiguration.PART.digest().of(text));
    assertEquals("the text does not set SIXGATE_CONFIGURATION", e.getMessage());
  }

  @Test
  void withoutEmbeddedPrefixNothingAsksForTransparentSources() {
    String text = BridgeConfiguration.render(settings(Optional.empty()));
    assertFalse(text.contains("usesrc"), text);
    assertFalse(text.contains("@embedded@"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:64::/96, 2001:db8:64:0:0:0",
    "64:ff9b::/96, 64:ff9b:0:0:0:0",
    "2001:db8:1:2:3:4::/96, 2001:db8:1:2:3:4",
    "2001::4:0:0/96, 2001:0:0:0:0:4",
    "::/96, 0:0:0:0:0:0",
    "2001:db8:1:2:3:4:0:0/96, 2001:db8:1:2:3:4",
  })
  void theEmbeddedPrefixIsWrittenInSixGroups(String prefix, String groups) {
    String text = BridgeConfiguration.render(settings(Optional.of(prefix)));
    assertTrue(text.contains("set-var-fmt(txn.source) " + groups + ":%[fc_src]\n"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/lib/six gate",
        "/a,b",
        "/a)",
        "/a#b",
        "/a\nglobal",
        "relative",
        "/a\"b",
        "/a$b"
      })
  void pathsThatHaproxyWouldReadOtherwiseAreRefused(String path) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new BridgeSettings(
                    List.of("192.0.2.1"),
                    List.of(443),
                    List.of(80),
                    StarttlsSettings.NONE,
                    Optional.empty(),
                    List.of(),
                    LIMITS,
                    Path.of(path),
                    RUN,
                    LUA));
    assertEquals(
        "\""
            + path
            + "\" can't stand in HAProxy's configuration: it is not an absolute path without"
            + " blanks and signs",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "addresses =\ntls-ports = 443\nhttp-ports = 80",
        "addresses = 192.0.2.1\ntls-ports =\nhttp-ports ="
      })
  void aGatewayWithoutAddressOrPortIsRefused(String settings) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> digest(settings, STATE, RUN, LUA), settings);
    assertEquals("a gateway needs at least one address and one port", e.getMessage());
  }

  @Test
  void withoutHttpPortsThereIsNothingOfHttpAndNoSecondHop() throws Exception {
    String text = render("addresses = 192.0.2.1\ntls-ports = 443\nhttp-ports =");
    assertFalse(text.contains("mode http"), text);
    assertFalse(text.contains("127.64.64.64"), text);
    assertTrue(text.contains("frontend sixgate_tls "), text);
  }

  @Test
  void withoutTlsPortsThereIsNoTlsFrontend() throws Exception {
    String text = render("addresses = 192.0.2.1\ntls-ports =\nhttp-ports = 80");
    assertFalse(text.contains("frontend sixgate_tls"), text);
    assertTrue(text.contains("frontend sixgate_http "), text);
  }

  @Test
  void theDigestIsTheLastLineSoThatAPlanShowsOtherChangesApartFromIt() throws Exception {
    List<String> lines = render(SETTINGS).lines().toList();
    assertTrue(
        lines.get(lines.size() - 1).matches("    setenv SIXGATE_CONFIGURATION [0-9a-f]{16}"));
    assertEquals("global", lines.get(lines.size() - 2));
  }

  private static BridgeSettings settings(Optional<String> embeddedPrefix) {
    return new BridgeSettings(
        List.of("192.0.2.1", "2001:db8:ff::1"),
        List.of(443),
        List.of(80),
        StarttlsSettings.NONE,
        embeddedPrefix,
        List.of(),
        LIMITS,
        STATE,
        RUN,
        LUA);
  }
}
