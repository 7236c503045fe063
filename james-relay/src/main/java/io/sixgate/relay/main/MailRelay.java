package io.sixgate.relay.main;

import io.sixgate.agent.file.RunFolder;
import io.sixgate.agent.lock.AgentLock;
import io.sixgate.agent.log.AgentLog;
import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.log.Line;
import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Signals;
import io.sixgate.agent.main.Terminal;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.agent.systemd.SystemdNotifier;
import io.sixgate.agent.systemd.Watchdog;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.MailService;
import io.sixgate.james.incoming.Incoming;
import io.sixgate.james.incoming.IncomingSettings;
import io.sixgate.james.inventory.FollowedInventory;
import io.sixgate.james.outgoing.Outgoing;
import io.sixgate.james.outgoing.OutgoingSettings;
import io.sixgate.james.spool.Spool;
import io.sixgate.relay.control.ControlSocket;
import io.sixgate.relay.control.QueueOrders;
import io.sixgate.relay.james.JamesLog;
import io.sixgate.relay.james.RelayJames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.james.GuiceJamesServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The mail server of a gateway that has no Apache James of its own. */
@Command(
    name = "sixgate-mail-relay",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "The gateway's mail server: relay for the mail domains of IPv6-only hosts, and smarthost for"
          + " what these send.",
      "An Apache James with SMTP alone; all its settings are in the inventory, under mail: in"
          + " gateway.yaml. It runs until SIGTERM."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was stopped by a signal",
      "1:it cannot run; one line on standard error says why",
      "2:the command line is wrong"
    })
public final class MailRelay implements Callable<Integer> {
  /** As {@code lab/agent}, the status file and systemd know it. */
  public static final String NAME = "mail-relay";

  private static final Logger LOG = LoggerFactory.getLogger(MailRelay.class);

  /** How often it looks whether its ports are free, at intervals of a second. */
  private static final int LOOKS = 10;

  @Option(
      names = "--inventory",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_INVENTORY:-/etc/sixgate/inventory}",
      description = {
        "What should be: gateway.yaml and CUSTOMER/HOST.yaml.",
        "Environment: SIXGATE_INVENTORY. Default: ${DEFAULT-VALUE}"
      })
  private Path inventory;

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_RUN:-/run/sixgate}",
      description = {
        "Where status and lock are; made if absent.",
        "Environment: SIXGATE_RUN. Default: ${DEFAULT-VALUE}"
      })
  private Path run;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_MAIL_STATE:-/var/lib/sixgate/mail}",
      description = {
        "Where mail is kept until it is delivered; made if absent.",
        "Environment: SIXGATE_MAIL_STATE. Default: ${DEFAULT-VALUE}"
      })
  private Path state;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log each step of each mail as well.")
  private boolean verbose;

  public static void main(String[] arguments) {
    // Else James ends the process by itself, and nobody is told why.
    System.setProperty("james.exit.on.startup.error", "false");
    System.exit(Terminal.attach(new CommandLine(new MailRelay())).execute(arguments));
  }

  @Override
  @SuppressWarnings("try") // the lock is held, not used
  public Integer call() throws Exception {
    AgentLog.install(NAME, verbose, System.getenv());
    if (!verbose) {
      JamesLog.quieten();
    }
    RunFolder folder = new RunFolder(run);
    try {
      folder.create();
      Files.createDirectories(state);
      try (AgentLock lock = AgentLock.take(folder.lock(NAME))) {
        Unfinished.prepare(state.resolve("unfinished"));
        return serve(folder);
      }
    } catch (IOException e) {
      return cannotRun(FailureText.of(e));
    } catch (InventoryUnavailable e) {
      return cannotRun(e.getMessage());
    }
  }

  private int serve(RunFolder folder) throws Exception {
    FileInventory source = new FileInventory(inventory);
    Optional<MailService> mail = source.read().gateway().mail();
    if (mail.isEmpty()) {
      return cannotRun("gateway.yaml has no mail:; write it, with a name: at least");
    }
    MailService settings = mail.get();
    if (!canListen(settings)) {
      return ExitCode.FAILED;
    }
    try (FollowedInventory followed = new FollowedInventory(source);
        Incoming incoming =
            new Incoming(
                IncomingSettings.of(settings, state.resolve("in")),
                OutgoingSettings.of(settings, state.resolve("in/reports"), inventory),
                followed)) {
      if (settings.smarthost().isEmpty()) {
        return serve(folder, source, settings, followed, incoming, Optional.empty());
      }
      try (Outgoing outgoing =
          new Outgoing(OutgoingSettings.of(settings, state.resolve("out"), inventory), followed)) {
        return serve(folder, source, settings, followed, incoming, Optional.of(outgoing));
      }
    }
  }

  @SuppressWarnings("try") // the control socket is open, not used
  private int serve(
      RunFolder folder,
      FileInventory source,
      MailService mail,
      FollowedInventory followed,
      Incoming incoming,
      Optional<Outgoing> outgoing)
      throws Exception {
    CountDownLatch stop = new CountDownLatch(1);
    Signals.on("TERM", stop::countDown);
    Signals.on("INT", stop::countDown);
    Signals.on("HUP", followed::readAgain);
    GuiceJamesServer james = RelayJames.assemble(mail, source, incoming, outgoing, state);
    try {
      incoming.start();
      if (outgoing.isPresent()) {
        outgoing.get().start();
      }
      james.start();
    } catch (Exception e) {
      return cannotRun(StartFailure.text(e));
    }
    SystemdNotifier systemd = new SystemdNotifier(System.getenv());
    List<Spool> spools = new ArrayList<>(incoming.spools());
    outgoing.ifPresent(out -> spools.add(out.spool()));
    try (ControlSocket control = new ControlSocket(folder.socket(NAME), new QueueOrders(spools));
        RelayStatus status =
            new RelayStatus(
                new StatusFile(folder.status(NAME)),
                systemd,
                () -> counts(incoming, outgoing),
                followed::problems,
                () -> MailTables.of(incoming, outgoing));
        Watchdog watchdog = new Watchdog(systemd, status::isTurning)) {
      status.start();
      Watchdog.interval(System.getenv()).ifPresent(watchdog::start);
      Line.event("started").with("version", Version.text()).info(LOG);
      stop.await();
      systemd.stopping();
      james.stop();
    }
    Line.event("stopped").info(LOG);
    return ExitCode.OK;
  }

  /**
   * Says what is in the way, and waits some time for it to go: systemd, which starts this process
   * again, gives a unit up that ends five times in ten seconds.
   */
  private static boolean canListen(MailService mail) throws IOException, InterruptedException {
    Set<String> obstacles = ListenObstacles.to(mail);
    if (!obstacles.isEmpty()) {
      cannotRun(String.join("; ", obstacles));
    }
    for (int looks = 0; looks < LOOKS && !obstacles.isEmpty(); looks++) {
      TimeUnit.SECONDS.sleep(1);
      obstacles = ListenObstacles.to(mail);
    }
    return obstacles.isEmpty();
  }

  private static Map<String, Long> counts(Incoming incoming, Optional<Outgoing> outgoing) {
    Map<String, Long> counts = new LinkedHashMap<>(incoming.counts());
    outgoing.ifPresent(out -> counts.putAll(out.counts()));
    return counts;
  }

  private static int cannotRun(String why) {
    Line.event("cannot-run").with("text", why).warn(LOG);
    return ExitCode.FAILED;
  }
}
