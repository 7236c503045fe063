package io.sixgate.agent.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program with its arguments, run without a shell.
 *
 * @param arguments program first; not empty; no NUL, CR or LF in any of them
 * @param environment added to that of this process
 * @param input what the program reads on standard input, UTF-8; may be empty
 */
public record Command(List<String> arguments, Map<String, String> environment, String input) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if there is no program or an argument could be read as two
   */
  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    for (String argument : arguments) {
      if (argument.chars().anyMatch(c -> c == 0 || c == '\n' || c == '\r')) {
        throw new IllegalArgumentException(
            "an argument of " + arguments.get(0) + " has a NUL or a line end in it; remove it");
      }
    }
  }

  /** A command with this process's environment and nothing on standard input. */
  public static Command of(String... arguments) {
    return of(List.of(arguments));
  }

  /** A command with this process's environment and nothing on standard input. */
  public static Command of(List<String> arguments) {
    return new Command(arguments, Map.of(), "");
  }

  /** The same command with one environment variable more. */
  public Command withEnvironment(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Command(arguments, more, input);
  }

  /** The same command reading this text. */
  public Command withInput(String text) {
    return new Command(arguments, environment, text);
  }

  /** The command as one types it into a POSIX shell. */
  @Override
  public String toString() {
    return arguments.stream().map(Command::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
