package io.sixgate.cli.setup;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandFailed;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.file.FileReplacer;
import io.sixgate.haproxy.configuration.HaproxySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Does what a {@link SetupPlan} says, and says so, one line before each step. */
public final class SetupRun {
  /**
   * Overrides our own drop-in, which is sorted before it, until a setup finds nothing in the way.
   */
  private static final String WITHOUT_US =
      """
      # HAProxy could not serve with Sixgate's folder. sixgate setup takes this file away when it can.
      [Service]
      Environment="EXTRAOPTS=-S /run/haproxy-master.sock"
      """;

  private final Runner runner;
  private final HaproxySettings haproxy;
  private final Path without;
  private final PrintWriter out;

  /** Runs a command to its end. */
  @FunctionalInterface
  public interface Runner {
    CommandResult run(Command command) throws CommandFailed, InterruptedException;
  }

  /**
   * Of this machine.
   *
   * @param haproxy what it is to read
   * @param dropIns systemd's folder of drop-ins of haproxy.service
   */
  public SetupRun(Runner runner, HaproxySettings haproxy, Path dropIns, PrintWriter out) {
    this.runner = runner;
    this.haproxy = haproxy;
    this.without = dropIns.resolve("without-sixgate.conf");
    this.out = out;
  }

  /**
   * All of it; what fails does not keep the rest from being done.
   *
   * @param file gateway.yaml
   * @return whether all was well
   */
  public boolean run(SetupPlan plan, Path file) throws IOException, InterruptedException {
    if (plan.gatewayYaml().isPresent()) {
      say("writing " + file);
      Files.createDirectories(file.getParent());
      FileReplacer.keepingMode(file).replace(writer -> writer.write(plan.gatewayYaml().get()));
    }
    if (plan.haproxy() == SetupPlan.Haproxy.APART) {
      keepApart();
    } else {
      Files.deleteIfExists(without);
    }
    boolean well = did(Command.of("systemctl", "daemon-reload"));
    for (String unit : plan.enable()) {
      // An agent is ready after its first pass: then its files are there.
      well &= did(Command.of("systemctl", "enable", "--now", unit));
    }
    return plan.haproxy() == SetupPlan.Haproxy.RESTART ? restart() && well : well;
  }

  private void keepApart() throws IOException {
    say("writing " + without);
    Files.createDirectories(without.getParent());
    Files.writeString(without, WITHOUT_US);
  }

  /**
   * What HAProxy refuses at once costs no connection; a port that it can't have it finds out only
   * by starting.
   */
  private boolean restart() throws IOException, InterruptedException {
    if (!did(check())) {
      keepApart();
      did(Command.of("systemctl", "daemon-reload"));
      say(
          "HAProxy is not restarted, as it would refuse these files; it serves what it served before");
      return false;
    }
    if (did(Command.of("systemctl", "restart", "haproxy.service"))) {
      return true;
    }
    say("HAProxy does not start with Sixgate's files: starting it again without them");
    keepApart();
    // systemd has tried several times by now, and would try no more.
    if (did(Command.of("systemctl", "daemon-reload"))
        && did(Command.of("systemctl", "reset-failed", "haproxy.service"))
        && did(Command.of("systemctl", "restart", "haproxy.service"))) {
      say(
          "HAProxy serves what it served before; why it refused: journalctl -u haproxy; then run sixgate setup again");
    }
    return false;
  }

  private Command check() {
    List<String> arguments = new ArrayList<>(List.of(haproxy.binary().toString(), "-c"));
    haproxy.operatorFiles().forEach(file -> arguments.addAll(List.of("-f", file.toString())));
    arguments.addAll(List.of("-f", haproxy.state().toString()));
    return Command.of(arguments);
  }

  private boolean did(Command command) throws InterruptedException {
    say(String.join(" ", command.arguments()));
    try {
      runner.run(command).orThrow();
      return true;
    } catch (CommandFailed e) {
      say("  failed: " + e.getMessage());
      return false;
    }
  }

  private void say(String text) {
    out.println(text);
    out.flush();
  }
}
