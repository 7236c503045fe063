package io.sixgate.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The module graph of DESIGN.md; this module sees all others, so it stands here. */
@AnalyzeClasses(packages = "io.sixgate", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule MODULES_USE_ONLY_THOSE_BELOW_THEM =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("inventory")
          .definedBy("io.sixgate.inventory..")
          .layer("agent-runtime")
          .definedBy("io.sixgate.agent..")
          .layer("haproxy-lua-bridge")
          .definedBy("io.sixgate.haproxy..")
          .layer("agents")
          .definedBy(
              "io.sixgate.sni..",
              "io.sixgate.forward..",
              "io.sixgate.nat64..",
              "io.sixgate.dns..",
              "io.sixgate.snmp..")
          .layer("cli")
          .definedBy("io.sixgate.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("agents")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("haproxy-lua-bridge")
          .mayOnlyBeAccessedByLayers("agents", "cli")
          .whereLayer("agent-runtime")
          .mayOnlyBeAccessedByLayers("haproxy-lua-bridge", "agents", "cli")
          .whereLayer("inventory")
          .mayOnlyBeAccessedByLayers("haproxy-lua-bridge", "agents", "cli");

  @ArchTest
  static final ArchRule NO_PACKAGES_USE_EACH_OTHER_IN_A_CIRCLE =
      slices().matching("io.sixgate.(**)").should().beFreeOfCycles();

  /** It asks DNS, reads "127.1" as an address and turns IPv4-mapped IPv6 into IPv4. */
  @ArchTest
  static final ArchRule ADDRESSES_ARE_OUR_OWN_VALUES =
      noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.net.InetAddress");

  /**
   * What a folder of the inventory is, is known to one package only: a store may take its place.
   */
  @ArchTest
  static final ArchRule ONLY_PROGRAMS_KNOW_THAT_THE_INVENTORY_IS_FILES =
      classes()
          .that()
          .resideInAPackage("io.sixgate.inventory.files..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(
              "io.sixgate.inventory.files..",
              "io.sixgate.sni.main..",
              "io.sixgate.forward.main..",
              "io.sixgate.nat64.main..",
              "io.sixgate.dns.main..",
              "io.sixgate.snmp.main..",
              "io.sixgate.cli..");
}
