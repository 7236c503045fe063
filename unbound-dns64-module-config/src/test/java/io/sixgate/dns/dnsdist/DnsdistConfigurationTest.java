package io.sixgate.dns.dnsdist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.dns.wire.Generation;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DnsdistConfigurationTest {
  private static final ServerAddress NOBODY = ServerAddress.parse("127.0.0.1:1");
  private static final String TEXT = DnsdistConfiguration.withDigest("-- '@generation@'\n");

  @TempDir Path folder;
  private Path program;
  private DnsdistConfiguration configuration;

  @BeforeEach
  void aDnsdistThatAcceptsEverything() throws IOException {
    program = folder.resolve("dnsdist");
    dnsdist("exit 0");
    configuration = new DnsdistConfiguration(settings());
  }

  private void dnsdist(String does) throws IOException {
    Files.writeString(program, "#!/bin/sh\n" + does + "\n");
    assertTrue(program.toFile().setExecutable(true));
  }

  private DnsdistSettings settings() {
    return new DnsdistSettings(
        "dnsdist@test",
        program,
        folder,
        NOBODY,
        "root",
        Command.of("/bin/true"),
        Duration.ofMillis(200),
        Duration.ofMillis(500));
  }

  private Generation started(String text) {
    return new Generation(text.replaceAll("(?s).*'([0-9a-f]+)'.*", "$1"), "4711-1");
  }

  @Test
  void theDigestChangesWithTheText() {
    assertFalse(TEXT.contains("@generation@"));
    assertFalse(
        TEXT.equals(
            DnsdistConfiguration.withDigest("-- other '@generation@'\n").replace(" other", "")));
  }

  @Test
  void whatRunsFromTheTextNeedsNothing() throws IOException {
    Files.writeString(folder.resolve("sixgate.lua"), TEXT);
    assertTrue(configuration.plan(TEXT, Optional.of(started(TEXT))).isEmpty());
  }

  @Test
  void aDnsdistOfAnotherTextIsToBeRestarted() throws IOException {
    Files.writeString(folder.resolve("sixgate.lua"), TEXT);
    ConfigurationPlan plan =
        configuration.plan(TEXT, Optional.of(new Generation("0123456789abcdef", "1-1")));
    assertFalse(plan.write());
    assertEquals(Optional.of("/bin/true"), plan.restart());
  }

  @Test
  void whatDnsdistRefusesIsNotPutInPlaceAndItsWordsAreTold() throws Exception {
    Files.writeString(folder.resolve("sixgate.lua"), "the former\n");
    dnsdist("echo 'syntax error near x' >&2; exit 1");
    Optional<String> failure =
        configuration.apply(configuration.plan(TEXT, Optional.empty()), NOBODY);
    assertTrue(failure.orElseThrow().contains("syntax error near x"), failure.get());
    assertEquals("the former\n", Files.readString(folder.resolve("sixgate.lua")));
    assertEquals(TEXT, Files.readString(folder.resolve("sixgate.lua.refused")));
  }

  @Test
  void ifItDoesNotComeUpTheFormerTextIsBackAndTheNewOneIsNotTriedAgain() throws Exception {
    Files.writeString(folder.resolve("sixgate.lua"), "the former\n");
    Optional<Generation> former = Optional.of(new Generation("0123456789abcdef", "1-1"));
    Optional<String> failure = configuration.apply(configuration.plan(TEXT, former), NOBODY);
    assertTrue(failure.orElseThrow().contains("did not come up"), failure.get());
    assertEquals("the former\n", Files.readString(folder.resolve("sixgate.lua")));
    ConfigurationPlan again = configuration.plan(TEXT, former);
    assertEquals(failure, again.held());
    assertTrue(again.isEmpty());
  }
}
