package io.sixgate.cli;

import io.sixgate.agent.main.Version;
import io.sixgate.inventory.schema.InventorySchema;
import io.sixgate.sni.main.SniRouterAgent;
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
  private ShareFiles() {}

  /** Two arguments: the folder, and the date of the build, which starts with YEAR-MONTH-DAY. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), arguments[1].substring(0, "2026-11-20".length()));
  }

  static void write(Path share, String date) throws IOException {
    CommandLine sixgate = Sixgate.commandLine();
    CommandSpec router = new CommandLine(new SniRouterAgent()).getCommandSpec();
    String version = "Sixgate " + Version.text();
    put(
        share.resolve("man/man1/sixgate.1"),
        ManPage.of(sixgate.getCommandSpec(), 1, date, version, List.of("sixgate-sni-router(8)")));
    put(
        share.resolve("man/man8/sixgate-sni-router.8"),
        ManPage.of(router, 8, date, version, List.of("sixgate(1)", "haproxy(1)")));
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
