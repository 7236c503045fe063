package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.dns.main.Dns64Agent;
import io.sixgate.dns.main.DnsZonesAgent;
import io.sixgate.forward.main.OwnZonesAgent;
import io.sixgate.forward.main.SshForwardAgent;
import io.sixgate.forward.main.SshJumpAgent;
import io.sixgate.inventory.schema.InventorySchema;
import io.sixgate.nat64.main.Nat64AgentMain;
import io.sixgate.sni.main.SniRouterAgent;
import io.sixgate.snmp.main.SnmpAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ShareFilesTest {
  private static final String COMPLETION = "bash-completion/completions/sixgate";

  @TempDir private Path share;

  @BeforeEach
  void write() throws IOException {
    ShareFiles.write(share, "2026-11-20");
  }

  @Test
  void thePageOfSixgateTellsOfEveryCommandAndOption() throws IOException {
    String page = Files.readString(share.resolve("man/man1/sixgate.1"));
    assertTellsOfAll(Sixgate.commandLine().getCommandSpec(), page);
    assertTrue(page.contains(".SS \"sixgate endpoint add\"\n"), page);
  }

  @Test
  void thePageOfEachAgentTellsOfEveryOption() throws IOException {
    for (Object agent :
        List.of(
            new SniRouterAgent(),
            new SshForwardAgent(),
            new OwnZonesAgent(),
            new SshJumpAgent(),
            new Nat64AgentMain(),
            new Dns64Agent(),
            new DnsZonesAgent(),
            new SnmpAgent())) {
      CommandSpec command = new CommandLine(agent).getCommandSpec();
      assertTellsOfAll(
          command, Files.readString(share.resolve("man/man8/" + command.name() + ".8")));
    }
  }

  private static void assertTellsOfAll(CommandSpec command, String page) {
    for (var option : command.options()) {
      for (String name : option.names()) {
        String roff = "\\fB" + name.replace("-", "\\-") + "\\fR";
        assertTrue(page.contains(roff), command.qualifiedName() + ": " + name);
      }
    }
    for (CommandLine line : command.subcommands().values()) {
      String name = line.getCommandSpec().qualifiedName().replace("-", "\\-");
      assertTrue(page.contains(".SS \"" + name + "\"\n"), name);
      assertTellsOfAll(line.getCommandSpec(), page);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"man/man1/sixgate.1", "man/man8/sixgate-sni-router.8"})
  void groffHasNothingToComplainAbout(String page) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "groff is not installed");
    Printed printed = Printed.of("groff", "-man", "-Tutf8", "-ww", share.resolve(page).toString());
    assertEquals("", printed.err());
    assertTrue(printed.out().lines().count() > 40, printed.out());
  }

  @ParameterizedTest
  @CsvSource({
    "sixgate end, endpoint",
    "sixgate endpoint '', add list remove",
    "sixgate endpoint add '', acme/web1 acme/web2 umbra/web1",
    "sixgate endpoint remove acme/, acme/web1 acme/web2",
    "sixgate endpoint list u, umbra/web1",
    "sixgate endpoint add acme/web1 n --client-address pr, proxy-v1 proxy-v2",
    "sixgate endpoint add acme/web1 n --dr, --dry-run",
    "sixgate ssh allot u, umbra/web1",
    "sixgate lease r, reclaim release",
    "sixgate lease ac, acme/web1 acme/web2",
    "sixgate lease release u, umbra/web1",
    "sixgate schema h, host",
  })
  void bashCompletes(String words, String expected) throws Exception {
    Path inventory = share.resolve("inventory");
    for (String file : List.of("acme/customer", "acme/web1", "acme/web2", "umbra/web1")) {
      Path path = inventory.resolve(file + ".yaml");
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }
    String script =
        "SIXGATE_INVENTORY=%s; source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _sixgate; echo \"${COMPREPLY[@]}\""
            .formatted(inventory, share.resolve(COMPLETION), words, words.split(" ").length - 1);
    Printed printed = Printed.of("bash", "-c", script);
    Set<String> candidates = new TreeSet<>(Arrays.asList(printed.out().strip().split(" ")));
    assertEquals(expected, String.join(" ", candidates), printed.err());
  }

  @Test
  void theCommandPrintsTheSameCompletionAsIsInstalled() throws IOException {
    TypedCommand.run("completion", "bash")
        .expect(0, Files.readString(share.resolve(COMPLETION)), "");
    TypedCommand.run("completion", "zsh")
        .expect(0, Files.readString(share.resolve(COMPLETION)), "");
    assertEquals(2, TypedCommand.run("completion", "fish").exitCode());
  }

  @Test
  void theCommandPrintsTheSameSchemasAsAreInstalled() throws IOException {
    for (InventorySchema schema : InventorySchema.values()) {
      TypedCommand.run("schema", schema.word())
          .expect(0, Files.readString(share.resolve("sixgate/schema").resolve(schema.file())), "");
    }
    assertEquals(2, TypedCommand.run("schema", "hosts").exitCode());
  }

  /** What a program printed. */
  private record Printed(String out, String err) {
    static Printed of(String... command) throws IOException, InterruptedException {
      Path err = Files.createTempFile("sixgate-test", ".err");
      try {
        Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return new Printed(out, Files.readString(err));
      } finally {
        Files.delete(err);
      }
    }
  }
}
