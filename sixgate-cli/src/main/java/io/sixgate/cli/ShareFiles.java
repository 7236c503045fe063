package io.sixgate.cli;

import io.sixgate.agent.main.Version;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes, at build time, what is installed below /usr/share and can be made from the commands
 * themselves: manual pages, shell completion, JSON Schemas.
 */
public final class ShareFiles {
  /**
   * An agent that has a manual page.
   *
   * @param server the page of what it keeps equal to the inventory
   */
  private record Agent(Object program, String server) {}

  private static final List<Agent> AGENTS =
      List.of(
          new Agent(new SniRouterAgent(), "haproxy(1)"),
          new Agent(new SshForwardAgent(), "haproxy(1)"),
          new Agent(new OwnZonesAgent(), "nsd(8)"),
          new Agent(new SshJumpAgent(), "sshd(8)"),
          new Agent(new Nat64AgentMain(), "nft(8)"),
          new Agent(new Dns64Agent(), "unbound.conf(5)"),
          new Agent(new DnsZonesAgent(), "dnsdist(1)"),
          new Agent(new SnmpAgent(), "snmpd(8)"));

  private ShareFiles() {}

  /** Two arguments: the folder, and the date of the build, which starts with YEAR-MONTH-DAY. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), arguments[1].substring(0, "2026-11-20".length()));
  }

  static void write(Path share, String date) throws IOException {
    CommandLine sixgate = Sixgate.commandLine();
    String version = "Sixgate " + Version.text();
    put(
        share.resolve("man/man1/sixgate.1"),
        ManPage.of(sixgate.getCommandSpec(), 1, date, version, List.of("sixgate-sni-router(8)")));
    for (Agent agent : AGENTS) {
      CommandSpec command = new CommandLine(agent.program()).getCommandSpec();
      put(
          share.resolve("man/man8/" + command.name() + ".8"),
          ManPage.of(command, 8, date, version, List.of("sixgate(1)", agent.server())));
    }
    put(share.resolve("bash-completion/completions/sixgate"), CompletionScript.text(sixgate));
    for (InventorySchema schema : InventorySchema.values()) {
      put(share.resolve("sixgate/schema").resolve(schema.file()), schema.text());
    }
  }

  private static void put(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
