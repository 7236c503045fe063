package io.sixgate.cli;

import io.sixgate.cli.doctor.Finding;
import io.sixgate.cli.doctor.nat64.HostAnswers;
import io.sixgate.cli.doctor.nat64.HostCheckup;
import io.sixgate.cli.doctor.nat64.HostShell;
import io.sixgate.cli.doctor.nat64.Target;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A look from inside a host, as options. */
final class FromHost {
  private static final Pattern USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}");
  private static final int LONGEST_ANSWERS = 1 << 16;

  @Option(
      names = "--from",
      paramLabel = "HOST",
      converter = HostArgument.class,
      description = {
        "Look from inside this host, e.g. acme/web1, by ssh: resolver, DNS64, PREF64, CLAT.",
        "There a script runs that is the same for every host and changes nothing."
      })
  private HostId host;

  @Option(
      names = "--to",
      paramLabel = "NAME:PORT",
      description = {
        "With --from: try a TCP connection from there, e.g. www.example.org:443. An IPv4 address is"
            + " tried behind the prefix and by itself. May be given again."
      })
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "With --from: the user on the host. Default: the one that ssh takes.")
  private String user = "";

  @Option(
      names = "--ssh",
      paramLabel = "COMMAND",
      split = " ",
      defaultValue = "${env:SIXGATE_SSH:-ssh}",
      description = {
        "With --from: the ssh that is used, with options. Environment: SIXGATE_SSH.",
        "Default: ${DEFAULT-VALUE}"
      })
  private List<String> ssh;

  @Option(
      names = "--answers",
      paramLabel = "FILE",
      description = {
        "With --from: what the script printed where somebody ran it by hand, as root, in a host that"
            + " you cannot log in to: sh in-host.sh >FILE"
      })
  private Path answers;

  @Option(names = "--script", description = "Print that script, and do nothing else.")
  private boolean script;

  @Spec private CommandSpec spec;

  boolean wantsScript() {
    return script;
  }

  boolean isGiven() {
    if (host == null && (answers != null || !targets.isEmpty() || !user.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "--to, --user and --answers need --from; add e.g. --from acme/web1");
    }
    return host != null;
  }

  List<Finding> look(Inventory inventory, Ipv6Prefix prefix)
      throws IOException, InterruptedException {
    Host asked =
        inventory.host(host).orElseThrow(() -> new IOException("no host " + host + " is served"));
    HostAnswers said =
        answers == null ? shell().ask(asked, tried(prefix)) : HostAnswers.parse(readAnswers());
    return HostCheckup.of(inventory.gateway(), prefix, said);
  }

  private String readAnswers() throws IOException {
    if (Files.size(answers) > LONGEST_ANSWERS) {
      throw new IOException(answers + " is longer than what the script prints");
    }
    return Files.readString(answers, StandardCharsets.ISO_8859_1);
  }

  private HostShell shell() {
    if (!user.isEmpty() && !USER.matcher(user).matches()) {
      throw new ParameterException(
          spec.commandLine(), "--user: \"" + user + "\" is no name of a user");
    }
    return new HostShell(ssh, Optional.of(user).filter(name -> !name.isEmpty()));
  }

  private List<Target> tried(Ipv6Prefix prefix) {
    List<Target> all = new ArrayList<>();
    for (String target : targets) {
      try {
        all.addAll(Target.parse(target, prefix));
      } catch (WrongValueException e) {
        throw new ParameterException(
            spec.commandLine(),
            "--to: \"%s\" is wrong because %s".formatted(target, e.getMessage()),
            e);
      }
    }
    return all;
  }
}
