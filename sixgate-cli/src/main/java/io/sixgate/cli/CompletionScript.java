package io.sixgate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Picocli's completion of commands and options, and ours of the inventory's hosts. */
final class CompletionScript {
  private CompletionScript() {}

  static String text(CommandLine line) throws IOException {
    try (InputStream hosts = CompletionScript.class.getResourceAsStream("completion-hosts.sh")) {
      // Bash sources it: nobody runs it as a program, so its "#!" goes.
      return AutoComplete.bash("sixgate", line).replaceFirst("^#!.*\n", "")
          + new String(hosts.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
