package io.sixgate.haproxy.configuration;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandFailed;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.FileReplacer;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
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

/**
 * A file of ours in HAProxy's configuration: compared with what the running HAProxy was started
 * from, checked by HAProxy itself together with all other files before it is put in place, and
 * taken back if HAProxy does not come up with it.
 */
public final class ConfigurationFile {
  private final HaproxySettings settings;
  private final HaproxyPart part;
  private final RuntimeApi api;
  private final Reload reload;
  private final FormerTexts formerTexts;

  /**
   * A text with which HAProxy did not come up. It is not tried again while the process that runs on
   * is the same: while HAProxy tries, for 2 s, it takes no new connections. Whoever starts or
   * reloads HAProxy has perhaps mended what was wrong.
   *
   * @param runsOn empty if none runs: the text is not tried before one does
   */
  private record FailedReload(String text, Optional<Worker> runsOn, String message) {}

  private Optional<FailedReload> failed = Optional.empty();

  public ConfigurationFile(HaproxySettings settings, HaproxyPart part, RuntimeApi api) {
    this.settings = settings;
    this.part = part;
    this.api = api;
    this.reload = new Reload(settings, api);
    this.formerTexts = new FormerTexts(api);
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
    Path file = settings.configuration(part);
    return new ConfigurationPlan(
        file,
        before,
        desired,
        running && !loaded,
        FormerTexts.isKept(file),
        held(desired, running));
  }

  private Optional<String> held(String desired, boolean running) throws IOException {
    if (failed.isEmpty() || !failed.get().text().equals(desired)) {
      return Optional.empty();
    }
    boolean another = running && !failed.get().runsOn().equals(Optional.of(api.worker()));
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
        : read().filter(text -> running.equals(part.digest().find(text)));
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
      if (plan.unsettled() && !settled(plan)) {
        return failed.map(FailedReload::message);
      }
      if (plan.reload()) {
        // Another agent's text that can't be bound would be taken for a failure of ours.
        for (Path file : ours()) {
          formerTexts.settle(file);
        }
      }
      return put(plan);
    } finally {
      alone.close();
    }
  }

  /**
   * Settles a try that was left.
   *
   * @return false if the text that was tried is not to be put in place now: none knows whether a
   *     HAProxy that does not run would start from it
   */
  private boolean settled(ConfigurationPlan plan) throws IOException {
    boolean tried = read().equals(Optional.of(plan.after()));
    formerTexts.settle(plan.file());
    if (!tried || isAnswering()) {
      return true;
    }
    String message =
        "HAProxy does not run, and was trying %s when an agent ended; the one before it is back; the new one is tried again when HAProxy runs, or change gateway.yaml"
            .formatted(plan.file());
    failed = Optional.of(new FailedReload(plan.after(), Optional.empty(), message));
    return false;
  }

  private boolean isAnswering() throws RuntimeApiException {
    try {
      api.worker();
      return true;
    } catch (RuntimeApiException e) {
      if (e.kind() != RuntimeApiException.Kind.UNREACHABLE) {
        throw e;
      }
      return false;
    }
  }

  private Optional<String> put(ConfigurationPlan plan) throws IOException, InterruptedException {
    String before = read().orElse("");
    boolean write = !before.equals(plan.after());
    Optional<String> refused = write ? check(plan.after()) : Optional.empty();
    if (refused.isPresent()) {
      return refused;
    }
    if (write && plan.reload()) {
      FormerTexts.keep(plan.file(), before);
    }
    FileReplacer.keepingMode(plan.file()).replaceIfChanged(out -> out.write(plan.after()));
    failed = Optional.empty();
    return plan.reload() ? reload(plan) : Optional.empty();
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

  private Optional<String> reload(ConfigurationPlan plan) throws IOException, InterruptedException {
    Worker before = api.worker();
    int reloadsBefore = reload.reloads();
    if (!reload.ask()) {
      // Whoever reloads it is to find the new text.
      FormerTexts.forget(plan.file());
      return Optional.of(
          "%s is new, but HAProxy's master socket %s does not answer; reload HAProxy yourself, e.g. with systemctl reload haproxy, or give --master-socket"
              .formatted(part.file(), settings.masterSocket()));
    }
    Reload.Outcome outcome = reload.await(before, reloadsBefore, part.digest(), plan.after());
    if (outcome == Reload.Outcome.LOADED) {
      FormerTexts.forget(plan.file());
      return Optional.empty();
    }
    FormerTexts.restore(plan.file());
    if (outcome == Reload.Outcome.RESTARTED) {
      return Optional.of(
          "HAProxy was restarted while it was loading %s, and runs from the one before it; it is tried again"
              .formatted(plan.file()));
    }
    String message =
        "HAProxy did not come up with the new configuration and runs on with the one before it, which is back in %s; HAProxy's own log says why (often a port that another program has); mend that, then reload HAProxy or change gateway.yaml; until then it is not tried again"
            .formatted(plan.file());
    failed = Optional.of(new FailedReload(plan.after(), Optional.of(runsOn(before)), message));
    return Optional.of(message);
  }

  private Worker runsOn(Worker before) {
    try {
      return api.worker();
    } catch (RuntimeApiException betweenTwoWorkers) {
      return before;
    }
  }
}
