package io.sixgate.snmp.mib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.RunFolder;
import io.sixgate.agent.main.Version;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.lab.golden.GoldenFolder;
import io.sixgate.snmp.engine.Refused;
import io.sixgate.snmp.engine.UpTime;
import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.observe.Changes;
import io.sixgate.snmp.observe.Served;
import io.sixgate.snmp.observe.TrafficFiles;
import io.sixgate.snmp.table.Part;
import io.sixgate.snmp.table.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** From an inventory and status files to all objects; and what the module's text says of them. */
class GoldenTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.500Z");
  private static final Instant START = Instant.parse("2026-11-26T10:59:30Z");
  private static final Path LINT = Path.of("/usr/bin/smilint");
  private static final Path TRANSLATE = Path.of("/usr/bin/snmptranslate");
  private static final Path MODULE = Path.of("src/main/mibs/SIXGATE-MIB.txt");
  private static final Path STANDING_ON = Path.of("src/test/mibs");
  private static final Path NET_SNMP = Path.of("/usr/share/snmp/mibs/NET-SNMP-MIB.txt");

  @TempDir Path folder;

  static List<Path> cases() throws IOException {
    return GoldenFolder.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theObjectsAreTheExpectedOnes(Path golden) throws Exception {
    expect(golden, "expected.objects", text(walk(golden, SixgateMib.ROOT), SixgateMib.ROOT));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theStandardModulesObjectsAreTheExpectedOnes(Path golden) throws Exception {
    expect(golden, "expected.standard", text(standard(golden), new OID("1.3.6.1.2.1")));
  }

  private static void expect(Path golden, String file, String text) throws IOException {
    String here = text.replace(golden + "/", "");
    assertEquals(GoldenFolder.expected(golden.resolve(file), here), here);
  }

  private static String text(List<VariableBinding> objects, OID below) {
    List<String> lines = new ArrayList<>();
    for (VariableBinding object : objects) {
      String name = object.getOid().toDottedString();
      lines.add(
          name.substring(below.toDottedString().length() + 1)
              + " = "
              + object.getVariable().getSyntaxString()
              + ": "
              + object.getVariable());
    }
    return String.join("\n", lines).replace(Version.text(), "VERSION") + "\n";
  }

  private static List<VariableBinding> standard(Path golden) throws Exception {
    List<VariableBinding> objects = new ArrayList<>(walk(golden, NetworkServicesMib.ROOT));
    objects.addAll(walk(golden, MtaMib.ROOT));
    objects.addAll(walk(golden, Natv2Mib.ROOT));
    return objects;
  }

  @Test
  void smilintHasNothingToComplainAbout() throws Exception {
    assumeTrue(Files.isExecutable(LINT), "smitools is not installed");
    // It finds a module by the name of its file, without .txt.
    List<Path> modules = new ArrayList<>(List.of(MODULE, NET_SNMP));
    try (Stream<Path> files = Files.list(STANDING_ON)) {
      files.filter(file -> file.toString().endsWith(".txt")).forEach(modules::add);
    }
    for (Path module : modules) {
      String name = module.getFileName().toString().replace(".txt", "");
      Files.copy(module, folder.resolve(name));
    }
    assertEquals(
        "",
        run(
            Command.of(LINT.toString(), "-s", "-l", "6", folder.resolve("SIXGATE-MIB").toString())
                .withEnvironment("SMIPATH", folder.toString())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theModuleNamesEveryObject(Path golden) throws Exception {
    String pattern = "SIXGATE-MIB::sixgate[A-Za-z]+\\.(0|[\"'].*)";
    expectNames(walk(golden, SixgateMib.ROOT), "SIXGATE-MIB", pattern);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theStandardModulesNameEveryObject(Path golden) throws Exception {
    String pattern =
        "NETWORK-SERVICES-MIB::appl[A-Za-z]+\\.\\d+|MTA-MIB::mta[A-Za-z]+\\.8(\\.\\d+)?"
            + "|NATV2-MIB::natv2[A-Z][A-Za-z]+\\.\\d+(\\.\\d+){0,2}";
    expectNames(standard(golden), "MTA-MIB:NATV2-MIB", pattern);
  }

  private void expectNames(List<VariableBinding> objects, String module, String pattern)
      throws Exception {
    assumeTrue(Files.isExecutable(TRANSLATE), "snmp is not installed");
    List<String> command = new ArrayList<>();
    command.add(TRANSLATE.toString());
    command.addAll(
        List.of("-M", STANDING_ON + ":" + MODULE.getParent() + ":" + NET_SNMP.getParent()));
    command.addAll(List.of("-m", module));
    objects.forEach(object -> command.add(object.getOid().toDottedString()));
    // net-snmp says so once on each machine.
    String names = run(Command.of(command)).replaceAll("(?m)^Created directory: .*\\R", "");
    for (String name : names.strip().split("\\n+")) {
      assertTrue(name.matches(pattern), name);
    }
  }

  private String run(Command command) throws Exception {
    var result = new CommandRunner(Duration.ofSeconds(20), 1 << 16).run(command);
    return result.output() + result.errors();
  }

  private static List<VariableBinding> walk(Path golden, OID root) throws Exception {
    Inventory inventory = new FileInventory(golden.resolve("inventory")).read();
    Served served = Served.of(inventory);
    List<Part> parts = new ArrayList<>(SixgateMib.served(served));
    parts.add(SixgateMib.gateway(NOW, served, new Refused()));
    InstantSource clock = InstantSource.fixed(NOW);
    RunFolder run = new RunFolder(golden.resolve("run"));
    List<AgentSight> agents = AgentSight.all(run, clock);
    List<String> names = agents.stream().map(AgentSight::name).toList();
    parts.add(
        SixgateMib.traffic(new TrafficFiles(run).read(names, Optional.of(inventory.gateway()))));
    parts.add(SixgateMib.agents(agents));
    parts.add(SixgateMib.health(agents));
    parts.add(SixgateMib.spool(agents, NOW));
    parts.add(SixgateMib.notices(7, 2));
    Changes changes = Changes.NONE.next(agents, NOW);
    UpTime upTime = new UpTime(START);
    parts.add(NetworkServicesMib.applications(agents, changes, upTime));
    parts.addAll(MtaMib.of(agents, NOW));
    Nat64 nat64 = inventory.gateway().nat64().orElseThrow();
    parts.addAll(Natv2Mib.of(agents, nat64, served.sources(), upTime));
    Snapshot snapshot = new Snapshot(parts);
    List<VariableBinding> objects = new ArrayList<>();
    for (Optional<VariableBinding> next = snapshot.next(root, false);
        next.isPresent() && next.get().getOid().startsWith(root);
        next = snapshot.next(next.get().getOid(), false)) {
      objects.add(next.get());
    }
    return objects;
  }
}
