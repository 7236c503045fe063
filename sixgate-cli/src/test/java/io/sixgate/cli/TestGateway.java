package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.status.AgentStatus;
import io.sixgate.agent.status.State;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.BridgeSettings;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.lab.haproxy.FakeHaproxy;
import io.sixgate.sni.router.SniRouter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** A gateway in a folder, with an inventory of one customer and the fake HAProxy. */
final class TestGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> READ_THE_INVENTORY =
      List.of("check", "plan", "explain", "status");
  private static final List<String> ASK_AGENTS_OR_HAPROXY =
      List.of("plan", "explain", "status", "force");
  private static final List<String> ASK_HAPROXY = List.of("plan", "explain", "status");
  private static final List<String> RENDER_THE_CONFIGURATION = List.of("plan", "status");

  final Path inventory;
  final Path run;
  final HaproxySettings settings;
  final FakeHaproxy haproxy;

  /** What an operator sees of a command that ended. */
  record Typed(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }
  }

  TestGateway(Path folder) throws IOException {
    inventory = folder.resolve("inventory");
    run = Files.createDirectories(folder.resolve("run"));
    Path accepting = folder.resolve("haproxy");
    Files.writeString(accepting, "#!/bin/sh\nexit 0\n");
    assertTrue(accepting.toFile().setExecutable(true));
    settings =
        new HaproxySettings(
            accepting,
            List.of(),
            folder.resolve("state"),
            run,
            folder.resolve("sixgate.lua"),
            folder.resolve("master.sock"),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5));
    haproxy =
        new FakeHaproxy(
            settings.socket(BridgeConfiguration.PART),
            BridgeSettings.MAPS.stream().map(settings.state()::resolve).toList());
    file(
        "gateway.yaml",
        """
        addresses: [192.0.2.1, 2001:db8:ff::1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48]
        tls-ports: [443, 993]
        """);
    file("acme/customer.yaml", "prefixes: [2001:db8:a::/48]\ndomains: [acme.example]\n");
    host("www.acme.example");
  }

  /** Writes a file of the inventory. */
  void file(String name, String text) throws IOException {
    Path file = inventory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Gives acme's one host these names. */
  void host(String... names) throws IOException {
    StringBuilder text = new StringBuilder("address: 2001:db8:a::80\nendpoints:\n");
    List.of(names).forEach(name -> text.append("  - \"").append(name).append("\"\n"));
    file("acme/web1.yaml", text.toString());
  }

  /** Brings HAProxy and its files to what the inventory says now. */
  void settle() throws Exception {
    SniRouter router = new SniRouter(new FileInventory(inventory), settings);
    router.apply(router.plan(Depth.FULL));
    haproxy.setEnvironment(
        BridgeConfiguration.PART.digest().variable(),
        BridgeConfiguration.PART
            .digest()
            .of(Files.readString(settings.state().resolve("sixgate.cfg"))));
    haproxy.restart();
  }

  /** Writes the status of an agent whose last pass was good, at this age. */
  void status(String agent, long pid, State state, Duration age, AgentStatus.Pending pending)
      throws IOException {
    Instant written = Instant.now().minus(age);
    new StatusFile(run.resolve(agent + ".json"))
        .write(
            new AgentStatus(
                agent,
                pid,
                "0.1.0",
                written,
                written,
                10,
                state,
                "00000000000000aa",
                written,
                null,
                null,
                Map.of("names", 1L),
                List.of(),
                List.of(),
                pending,
                null,
                0,
                Map.of()));
  }

  /**
   * Types {@code sixgate COMMAND ARGUMENTS} with this gateway's places; a stack trace fails the
   * test.
   */
  Typed type(String command, String... arguments) {
    List<String> words = new ArrayList<>(List.of(command));
    if (READ_THE_INVENTORY.contains(command)) {
      words.addAll(List.of("--inventory", inventory.toString()));
    }
    if (ASK_AGENTS_OR_HAPROXY.contains(command)) {
      words.addAll(List.of("--run", run.toString()));
    }
    if (ASK_HAPROXY.contains(command)) {
      words.addAll(List.of("--state", settings.state().toString()));
    }
    if (RENDER_THE_CONFIGURATION.contains(command)) {
      words.addAll(
          List.of(
              "--lua", settings.lua().toString(),
              "--master-socket", settings.masterSocket().toString()));
    }
    words.addAll(List.of(arguments));
    return typeOnly(words.toArray(String[]::new));
  }

  /** Types {@code sixgate ARGUMENTS}. */
  static Typed typeOnly(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Sixgate.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    int exitCode = line.execute(arguments);
    assertFalse((out + "\n" + err).contains("\tat "), out + "\n" + err);
    return new Typed(exitCode, out.toString(), err.toString());
  }

  @Override
  public void close() throws IOException {
    haproxy.close();
  }
}
