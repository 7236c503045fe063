package io.sixgate.dns.dnsdist;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandFailed;
import io.sixgate.agent.command.CommandRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands to a running dnsdist: its own program is the client ({@code dnsdist -C FILE -e LUA}), as
 * the console is encrypted with the key of the file.
 */
public final class DnsdistConsole {
  /** Linux takes at most 128 KiB an argument (MAX_ARG_STRLEN, execve(2)). */
  private static final int MOST = 100_000;

  private static final int BOUND = 16 << 20;

  private final DnsdistSettings settings;

  public DnsdistConsole(DnsdistSettings settings) {
    this.settings = settings;
  }

  /**
   * Runs one chunk of Lua.
   *
   * @param lua returns a text that is not empty: by that it is known that it was run
   * @return that text
   * @throws IOException if dnsdist is not there or refused it
   */
  public String ask(String lua) throws IOException, InterruptedException {
    String answer;
    try {
      answer = new CommandRunner(settings.patience(), BOUND).run(command(lua)).orThrow();
    } catch (CommandFailed e) {
      throw new IOException(
          "%s does not answer at %s (%s); start it: %s"
              .formatted(settings.name(), settings.console(), reason(e), settings.restart()),
          e);
    }
    // With a wrong key: "Connection closed by the server.", or nothing, and the exit status is 0.
    if (answer.isBlank()
        || answer.contains("closed the connection")
        || answer.contains("Connection closed")) {
      throw new IOException(
          "%s closed the connection to its console, as when it was started with another key than that of %s; start it anew: %s"
              .formatted(settings.name(), settings.consoleFile(), settings.restart()));
    }
    // Error: [string "return nosuch()"]:1: attempt to call global 'nosuch' (a nil value)
    // … and the exit status is 0.
    if (answer.startsWith("Error: ") || answer.startsWith("Command returned an object")) {
      throw new IOException(
          settings.name()
              + " refused \""
              + shortened(lua)
              + "\": "
              + answer.lines().findFirst().get());
    }
    return answer.strip();
  }

  /**
   * Runs commands in order, as few chunks as fit.
   *
   * @return how many were run before the first that failed
   */
  public int run(List<String> commands, List<String> failures) throws InterruptedException {
    int done = 0;
    List<String> chunk = new ArrayList<>();
    int length = 0;
    try {
      for (String command : commands) {
        if (length + command.length() > MOST) {
          ask(chunk(chunk));
          done += chunk.size();
          chunk.clear();
          length = 0;
        }
        chunk.add(command);
        length += command.length() + 1;
      }
      if (!chunk.isEmpty()) {
        ask(chunk(chunk));
        done += chunk.size();
      }
    } catch (IOException e) {
      failures.add(e.getMessage());
    }
    return done;
  }

  private static String chunk(List<String> commands) {
    return String.join(" ", commands) + " return 'done'";
  }

  private Command command(String lua) {
    return Command.of(
        settings.program().toString(), "-C", settings.consoleFile().toString(), "-e", lua);
  }

  private static String reason(CommandFailed e) {
    // Fatal error: connecting socket to 127.0.0.1:5199: Connection refused
    String message = e.getMessage();
    return message.substring(message.lastIndexOf(": ", message.length() - 3) + 2).strip();
  }

  private static String shortened(String lua) {
    return lua.length() > 100 ? lua.substring(0, 100) + "…" : lua;
  }
}
