package io.sixgate.cli.doctor.nat64;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.SshAccess;
import io.sixgate.inventory.net.Port;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the script in a host by ssh, straight by its IPv6 address.
 *
 * @param ssh the program, and options of the operator's
 * @param user on the host; empty: the one that ssh takes
 */
public record HostShell(List<String> ssh, Optional<String> user) {
  private static final Port SSH = new Port(22);

  public HostShell {
    ssh = List.copyOf(ssh);
  }

  /** The script, the same for every host. */
  public static String script() {
    try (InputStream text = HostShell.class.getResourceAsStream("in-host.sh")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it says there. */
  public HostAnswers ask(Host host, List<Target> targets) throws IOException, InterruptedException {
    CommandRunner runner = new CommandRunner(Duration.ofSeconds(90), 1 << 16);
    return HostAnswers.parse(runner.run(command(host, targets)).orThrow());
  }

  /** Of the inventory it has addresses, ports and labels, which are values of their own kinds. */
  Command command(Host host, List<Target> targets) {
    List<String> words = new ArrayList<>(ssh);
    // The name under which "sixgate ssh show" has the host in known_hosts.
    words.addAll(
        List.of(
            "-o",
            "ConnectTimeout=10",
            "-o",
            "HostKeyAlias=%s.%s".formatted(host.id().host(), host.id().customer()),
            "-p",
            host.ssh().map(SshAccess::hostPort).orElse(SSH).toString(),
            "--",
            user.map(name -> name + "@").orElse("") + host.addresses().get(0),
            "sh",
            "-s"));
    targets.forEach(target -> words.addAll(target.words()));
    return Command.of(words).withInput(script());
  }
}
