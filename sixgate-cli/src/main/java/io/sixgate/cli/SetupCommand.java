package io.sixgate.cli;

import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.cli.setup.Fact;
import io.sixgate.cli.setup.Facts;
import io.sixgate.cli.setup.Questions;
import io.sixgate.cli.setup.SetupPlan;
import io.sixgate.cli.setup.SetupReading;
import io.sixgate.cli.setup.SetupRun;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.main.HaproxyOptions;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.net.WrongValueException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Brings Sixgate into service on this gateway.",
    description =
        "Asks for what gateway.yaml must say, or takes it from the options; shows what it would do;"
            + " then writes gateway.yaml, enables the units of the installed packages, and restarts"
            + " HAProxy once, unless a port is taken. A gateway.yaml that is there stays as it is, so"
            + " it can be run again after a change. Exit code 1 if anything is in the way or failed.")
final class SetupCommand implements Callable<Integer> {
  /** An agent that starts for the first time reads all of the inventory. */
  private static final CommandRunner PATIENT = new CommandRunner(Duration.ofMinutes(3), 1 << 16);

  private static final Path DROP_INS = Path.of("/etc/systemd/system/haproxy.service.d");

  @Mixin private Places places;
  @Mixin private RunPlace run;
  @Mixin private HaproxyOptions haproxy;

  @Option(
      names = "--addresses",
      paramLabel = "ADDRESS,…",
      description = "Addresses of this machine that visitors come to.")
  private String addresses;

  @Option(
      names = "--provider-prefixes",
      paramLabel = "PREFIX,…",
      description = "Your own prefixes; a host outside of them is never served.")
  private String providerPrefixes;

  @Option(
      names = "--customer-prefixes",
      paramLabel = "PREFIX,…",
      description = "Those of them from which customers may have theirs.")
  private String customerPrefixes;

  @Option(
      names = "--domain",
      paramLabel = "NAME",
      description = "For the gateway's own names, www.HOST and ssh.HOST. Default: none.")
  private String domain;

  @Option(
      names = "--embedded-prefix",
      paramLabel = "PREFIX",
      description = "A /96 from which hosts see IPv4 visitors. Default: none.")
  private String embeddedPrefix;

  @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask whether to do it.")
  private boolean yes;

  @Option(names = "--json", description = "With --dry-run: print it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  private Questions questions;

  @Override
  public Integer call() throws Exception {
    Path file = places.inventoryFolder().resolve("gateway.yaml");
    Optional<String> text = Files.exists(file) ? existing(file) : Optional.of(facts().text());
    Places.Reading reading = text.isPresent() ? imagined(text.get()) : places.read();
    PrintWriter err = spec.commandLine().getErr();
    if (!reading.isUsable()) {
      reading.problems().forEach(err::println);
      return ExitCode.FAILED;
    }
    Gateway gateway = reading.inventory().gateway();
    HaproxySettings settings = haproxy.settings(run.folder().path());
    SetupPlan plan = SetupPlan.of(gateway, text, settings.state(), SetupReading.of(settings));
    boolean well = plan.findings().stream().noneMatch(finding -> finding.isWrong());
    if (dryRun && json) {
      spec.commandLine().getOut().println(StatusFile.json(plan));
      return well ? ExitCode.OK : ExitCode.FAILED;
    }
    show(plan, file);
    if (!dryRun && mayAct()) {
      well &=
          new SetupRun(PATIENT::run, settings, DROP_INS, spec.commandLine().getOut())
              .run(plan, file);
      spec.commandLine().getOut().println("now: sixgate status; sixgate doctor gateway");
    }
    return well ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Nothing to write. */
  private Optional<String> existing(Path file) {
    if (!told().values().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), file + " is there already; change it there, then run sixgate setup");
    }
    return Optional.empty();
  }

  private Facts facts() throws IOException {
    Facts told = told();
    if (told.missing().isEmpty()) {
      return told;
    }
    if (yes || !isTerminal()) {
      throw new ParameterException(
          spec.commandLine(),
          "these are needed: "
              + told.missing().stream()
                  .map(fact -> "--" + fact.key() + " " + fact.example())
                  .collect(Collectors.joining(" ")));
    }
    return questions().ask(told);
  }

  /** Whether somebody types there; what System.console() says of it differs between versions. */
  private static boolean isTerminal() throws IOException {
    String input = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
    return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty");
  }

  /** One for all questions: it may have read ahead. */
  private Questions questions() {
    if (questions == null) {
      questions =
          new Questions(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
              spec.commandLine().getOut());
    }
    return questions;
  }

  private Facts told() {
    Map<Fact, List<String>> values = new EnumMap<>(Fact.class);
    tell(values, Fact.ADDRESSES, addresses);
    tell(values, Fact.PROVIDER_PREFIXES, providerPrefixes);
    tell(values, Fact.CUSTOMER_PREFIXES, customerPrefixes);
    tell(values, Fact.DOMAIN, domain);
    tell(values, Fact.EMBEDDED_PREFIX, embeddedPrefix);
    return new Facts(values);
  }

  private void tell(Map<Fact, List<String>> values, Fact fact, String text) {
    if (text == null) {
      return;
    }
    try {
      values.put(fact, fact.parse(text));
    } catch (WrongValueException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--%s: \"%s\" is wrong because %s".formatted(fact.key(), text, e.getMessage()),
          e);
    }
  }

  /** What the inventory would be with that gateway.yaml alone. */
  private static Places.Reading imagined(String text) throws IOException {
    Path folder = Files.createTempDirectory("sixgate-setup");
    Path file = folder.resolve("gateway.yaml");
    try {
      Files.writeString(file, text);
      return Places.read(folder);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private void show(SetupPlan plan, Path file) {
    PrintWriter out = spec.commandLine().getOut();
    DoctorReport.print(plan.findings(), out);
    plan.gatewayYaml()
        .ifPresent(
            text -> {
              out.println("will write " + file + ":");
              text.lines().forEach(line -> out.println("    " + line));
            });
    plan.enable().forEach(unit -> out.println("will enable and start " + unit));
    out.println(plan.haproxy());
    out.flush();
  }

  private boolean mayAct() throws IOException {
    if (yes) {
      return true;
    }
    if (!isTerminal()) {
      throw new ParameterException(
          spec.commandLine(), "nothing was done: without a terminal give --yes or --dry-run");
    }
    return questions().agrees("Do this?");
  }
}
