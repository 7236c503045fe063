package io.sixgate.nat64.jool;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Jool says when it is asked and not changed.
 *
 * @param version of the command, e.g. {@code 4.1.9.0}; empty if it does not run
 * @param present whether our instance is there
 * @param strays static entries whose port is in no row of pool4, so that nothing gets through to
 *     them, as {@code UDP 192.0.2.1#20000}
 * @param failures why something could not be asked
 */
public record JoolInspection(
    Optional<String> version, boolean present, List<String> strays, List<String> failures) {
  public JoolInspection {
    strays = List.copyOf(strays);
    failures = List.copyOf(failures);
  }

  /**
   * Asks it.
   *
   * @param jool the program
   */
  public static JoolInspection of(String jool) throws InterruptedException {
    CommandRunner runner = new CommandRunner(Duration.ofSeconds(60), 64 << 20);
    return of(
        arguments -> {
          List<String> command = new ArrayList<>(List.of(jool));
          command.addAll(arguments);
          return runner.run(Command.of(command));
        });
  }

  static JoolInspection of(JoolProgram program) throws InterruptedException {
    List<String> failures = new ArrayList<>();
    Optional<String> version = Optional.empty();
    Optional<JoolState> state = Optional.empty();
    try {
      version = Optional.of(program.run(List.of("--version")).orThrow().strip());
      state = new JoolCli(program).read().map(JoolCli.Found::state);
    } catch (IOException e) {
      failures.add(e.getMessage());
    }
    return new JoolInspection(
        version, state.isPresent(), state.map(JoolInspection::strays).orElse(List.of()), failures);
  }

  private static List<String> strays(JoolState state) {
    List<String> strays = new ArrayList<>();
    state
        .bib()
        .forEach(
            (key, target) -> {
              if (state.pool4().stream().noneMatch(row -> row.covers(key))) {
                strays.add(key.protocol() + " " + key);
              }
            });
    return strays;
  }
}
