package io.sixgate.agent.main;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command of ours speaks to who typed it. */
public final class Terminal {

  private Terminal() {}

  /**
   * Makes a command write UTF-8 whatever the locale, as with {@code LC_ALL=C} under cron and
   * systemd Java would put "?" in the place of "–"; and tell a wrong command line in one line.
   */
  public static CommandLine attach(CommandLine command) {
    command.setOut(utf8(FileDescriptor.out));
    command.setErr(utf8(FileDescriptor.err));
    command.setParameterExceptionHandler(
        (wrong, arguments) -> {
          wrong.getCommandLine().getErr().println(usageError(wrong));
          return ExitCode.USAGE;
        });
    return command;
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /**
   * {@code sixgate: Unknown option: '--inventry' (did you mean --inventory?); see "sixgate check
   * --help"}.
   */
  private static String usageError(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    List<String> suggestions =
        wrong instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return "%s: %s%s; see \"%s --help\""
        .formatted(
            command.getCommandSpec().root().qualifiedName(),
            String.join(" ", wrong.getMessage().lines().map(String::strip).toList())
                .replaceFirst("^Error: ", ""),
            suggestions.isEmpty()
                ? ""
                : " (did you mean " + String.join(" or ", suggestions) + "?)",
            command.getCommandSpec().qualifiedName());
  }
}
