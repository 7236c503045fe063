package io.sixgate.haproxy.configuration;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandFailed;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.FileReplacer;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.haproxy.runtime.Worker;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A file of ours in HAProxy's configuration: compared with what the running HAProxy was started
 * from, checked by HAProxy itself together with all other files before it is put in place, and
 * taken back if HAProxy does not come up with it.
 */
public final class ConfigurationFile {
  private static final long LOOK_AGAIN_MILLIS = 20;

  /** So many answers in a row come from the new worker only if the old one listens no more. */
  private static final int SURE = 10;

  private final HaproxySettings settings;
  private final HaproxyPart part;
  private final RuntimeApi api;
  private final RuntimeSocket master;

  /**
   * A text with which HAProxy did not come up. It is not tried again while the process that runs on
   * is the same: while HAProxy tries, for 2 s, it takes no new connections. Whoever starts or
   * reloads HAProxy has perhaps mended what was wrong.
   */
  private record FailedReload(String text, Worker runsOn, String message) {}

  private Optional<FailedReload> failed = Optional.empty();

  public ConfigurationFile(HaproxySettings settings, HaproxyPart part, RuntimeApi api) {
    this.settings = settings;
    this.part = part;
    this.api = api;
    this.master = new RuntimeSocket(settings.masterSocket(), settings.patience());
  }

  /**
   * What is to be done so that this text is what HAProxy runs.
   *
   * @param running whether a HAProxy answers that can be asked for its configuration
   */
  public ConfigurationPlan plan(String desired, boolean running) throws IOException {
    Optional<String> before = read();
    boolean loaded =
        running
            && api.environment(part.digest().variable())
                .equals(Optional.of(part.digest().of(desired)));
    return new ConfigurationPlan(
        settings.configuration(part), before, desired, running && !loaded, held(desired, running));
  }

  private Optional<String> held(String desired, boolean running) throws IOException {
    if (failed.isEmpty() || !failed.get().text().equals(desired)) {
      return Optional.empty();
    }
    boolean another = running && !api.worker().equals(failed.get().runsOn());
    return another ? Optional.empty() : Optional.of(failed.get().message());
  }

  /**
   * The file's text if the running HAProxy was started from it, an empty one if from none; empty if
   * that is not known.
   */
  public Optional<String> loaded() throws IOException {
    Optional<String> running = api.environment(part.digest().variable());
    return running.isEmpty()
        ? Optional.of("")
        : read().filter(text -> running.get().equals(part.digest().of(text)));
  }

  private Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(settings.configuration(part)));
    } catch (NoSuchFileException firstTime) {
      return Optional.empty();
    }
  }

  /**
   * Checks, writes, reloads.
   *
   * @return what went wrong; then HAProxy runs as before, and the file says what it said before
   */
  public Optional<String> apply(ConfigurationPlan plan) throws IOException, InterruptedException {
    HaproxyLock alone = HaproxyLock.take(settings.run(), settings.reloadPatience());
    try {
      Optional<String> refused = plan.write() ? check(plan.after()) : Optional.empty();
      if (refused.isPresent()) {
        return refused;
      }
      write(plan.after());
      failed = Optional.empty();
      return plan.reload() ? reload(plan) : Optional.empty();
    } finally {
      alone.close();
    }
  }

  /** The maps named in the text must be there: {@code haproxy -c} loads them. */
  private Optional<String> check(String text) throws IOException, InterruptedException {
    // Not *.cfg: HAProxy, given the folder, would read it.
    Path candidate = settings.state().resolve(part.file() + ".refused");
    FileReplacer.keepingMode(candidate).replace(out -> out.write(text));
    List<String> arguments = new ArrayList<>(List.of(settings.binary().toString(), "-c"));
    for (Path file : settings.operatorFiles()) {
      arguments.addAll(List.of("-f", file.toString()));
    }
    for (Path file : ours()) {
      boolean changed = file.equals(settings.configuration(part));
      arguments.addAll(List.of("-f", (changed ? candidate : file).toString()));
    }
    try {
      new CommandRunner(settings.reloadPatience(), 1 << 16).run(Command.of(arguments)).orThrow();
    } catch (CommandFailed e) {
      return Optional.of(
          "HAProxy refuses the new configuration, the one before it stays; mend gateway.yaml or"
              + " your own haproxy.cfg (the refused text is "
              + candidate
              + "): "
              + withoutNotices(e.getMessage()));
    }
    Files.delete(candidate);
    return Optional.empty();
  }

  /** This file and those of other agents, in the order in which HAProxy reads a folder's. */
  private List<Path> ours() throws IOException {
    NavigableSet<Path> files = new TreeSet<>(List.of(settings.configuration(part)));
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(settings.state(), "*.cfg")) {
      folder.forEach(files::add);
    }
    return List.copyOf(files);
  }

  /** HAProxy's version and path, and its process id, which differs from try to try. */
  private static String withoutNotices(String output) {
    // [NOTICE]   (1929) : haproxy version is 2.6.12-1+deb12u4
    // [ALERT]    (1929) : config : parsing [haproxy.cfg:2] : unknown keyword 'x' in 'global'
    // section
    return output
        .replaceAll("\\[NOTICE\\][^\n]*\n?", "")
        .replaceAll("(\\[[A-Z]+\\]) *\\(\\d+\\) : ", "$1 ");
  }

  private void write(String text) throws IOException {
    FileReplacer.keepingMode(settings.configuration(part)).replaceIfChanged(out -> out.write(text));
  }

  private Optional<String> reload(ConfigurationPlan plan) throws IOException, InterruptedException {
    Worker before = api.worker();
    int reloadsBefore = reloads();
    if (!askMaster()) {
      return Optional.of(
          "%s is new, but HAProxy's master socket %s does not answer; reload HAProxy yourself, e.g. with systemctl reload haproxy, or give --master-socket"
              .formatted(part.file(), master.path()));
    }
    if (awaitOtherThan(before, reloadsBefore)) {
      return Optional.empty();
    }
    if (plan.before().isPresent()) {
      write(plan.before().get());
    }
    String message =
        "HAProxy did not come up with the new configuration and runs on with the one before it, which is back in %s; HAProxy's own log says why (often a port that another program has); mend that, then reload HAProxy or change gateway.yaml; until then it is not tried again"
            .formatted(plan.file());
    failed = Optional.of(new FailedReload(plan.after(), before, message));
    return Optional.of(message);
  }

  /**
   * Whether the master was asked to reload. For a moment after a start or a reload it does not take
   * connections, though its socket is there.
   */
  private boolean askMaster() throws InterruptedException {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    while (Files.exists(settings.masterSocket()) && System.nanoTime() - deadline < 0) {
      try {
        master.ask("reload");
        return true;
      } catch (RuntimeApiException e) {
        if (e.kind() != RuntimeApiException.Kind.UNREACHABLE) {
          return true; // it begins anew, and may drop the connection without a word
        }
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
    return false;
  }

  /**
   * Whether another worker answers in time. A request that the master took just before it began
   * anew is lost, and is then made again.
   */
  private boolean awaitOtherThan(Worker before, int reloadsBefore) throws InterruptedException {
    long started = System.nanoTime();
    long asked = started;
    int inARow = 0;
    while (System.nanoTime() - started < settings.reloadPatience().toNanos()) {
      try {
        // For a moment both listen on the socket, and either may take the next connection.
        inARow = api.worker().equals(before) ? 0 : inARow + 1;
        if (inARow == SURE) {
          return true;
        }
      } catch (RuntimeApiException betweenTwoWorkers) {
        inARow = 0;
      }
      if (System.nanoTime() - asked > settings.patience().toNanos() / 2) {
        asked = System.nanoTime();
        if (reloads() == reloadsBefore) {
          askMaster();
        }
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
    return false;
  }

  /** How often the master was reloaded, failures included; -1 if it does not say. */
  private int reloads() {
    // #<PID>          <type>          <reloads>       <uptime>        <version>
    // 8356            master          1 [failed: 0]   0d00h00m02s     2.6.12-1+deb12u4
    try {
      // The master keeps the connection after an answer, unlike a worker.
      for (String line : master.ask("show proc;quit")) {
        String[] words = line.split(" +");
        if (words.length > 2 && words[1].equals("master")) {
          return Integer.parseInt(words[2]);
        }
      }
    } catch (RuntimeApiException | NumberFormatException unknown) {
      return -1;
    }
    return -1;
  }
}
