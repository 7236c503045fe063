package io.sixgate.dns.dnsdist;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandFailed;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.FileReplacer;
import io.sixgate.dns.wire.Generation;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The file from which dnsdist starts: compared with what the running dnsdist was started from,
 * checked by dnsdist itself before it is put in place, and taken back if dnsdist does not come up
 * with it. dnsdist cannot read its configuration anew, so a change of it is a restart.
 */
public final class DnsdistConfiguration {
  private static final String DIGEST = "@generation@";
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final DnsdistSettings settings;

  /** A text with which dnsdist did not come up. It is not tried again. */
  private record Failed(String text, String message) {}

  private Optional<Failed> failed = Optional.empty();

  public DnsdistConfiguration(DnsdistSettings settings) {
    this.settings = settings;
  }

  /** The text with its own digest in it, in the place of {@code @generation@}. */
  public static String withDigest(String text) {
    return text.replace(DIGEST, new Digest().add(text).text());
  }

  /**
   * What is to be done so that this text is what dnsdist runs.
   *
   * @param desired with its digest
   * @param running what the running dnsdist says; empty if none answers
   */
  public ConfigurationPlan plan(String desired, Optional<Generation> running) throws IOException {
    boolean other = running.isPresent() && !desired.contains("'" + running.get().digest() + "'");
    return new ConfigurationPlan(
        settings.configuration(),
        read(settings.configuration()),
        desired,
        other ? Optional.of(settings.restart().toString()) : Optional.empty(),
        failed.filter(failure -> failure.text().equals(desired)).map(Failed::message));
  }

  private static Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException firstTime) {
      return Optional.empty();
    }
  }

  /**
   * Checks, writes, restarts.
   *
   * @param asked where the running dnsdist says what it was started from
   * @return what went wrong; then dnsdist runs as before, and the file says what it said before
   */
  public Optional<String> apply(ConfigurationPlan plan, ServerAddress asked)
      throws IOException, InterruptedException {
    Optional<String> refused = plan.write() ? check(plan.after()) : Optional.empty();
    if (refused.isPresent()) {
      return refused;
    }
    write(plan.after());
    failed = Optional.empty();
    return plan.restart().isPresent() ? restart(plan, asked) : Optional.empty();
  }

  private Optional<String> check(String text) throws IOException, InterruptedException {
    Path candidate = settings.state().resolve("sixgate.lua.refused");
    FileReplacer.keepingMode(candidate).replace(out -> out.write(text));
    try {
      new CommandRunner(settings.restartPatience(), 1 << 16)
          .run(
              Command.of(
                  settings.program().toString(), "--check-config", "-C", candidate.toString()))
          .orThrow();
    } catch (CommandFailed e) {
      return Optional.of(
          "%s refuses the new configuration, the one before it stays (the refused text is %s): %s"
              .formatted(settings.name(), candidate, e.getMessage()));
    }
    Files.delete(candidate);
    return Optional.empty();
  }

  private void write(String text) throws IOException {
    FileReplacer.keepingMode(settings.configuration()).replaceIfChanged(out -> out.write(text));
  }

  private Optional<String> restart(ConfigurationPlan plan, ServerAddress asked)
      throws IOException, InterruptedException {
    Optional<String> failure = restartTo(plan.after(), asked);
    if (failure.isEmpty()) {
      return failure;
    }
    String back = "";
    if (plan.before().isPresent()) {
      write(plan.before().get());
      back =
          restartTo(plan.before().get(), asked).isEmpty()
              ? "; it runs with the one before, which is back in " + plan.file()
              : "; neither does it with the one before, which is back in " + plan.file();
    }
    String message =
        "%s did not come up with the new configuration (%s)%s; its own log says why (often a port that another program has); mend that, then change gateway.yaml or restart the agent, since it is not tried again by itself"
            .formatted(settings.name(), failure.get(), back);
    failed = Optional.of(new Failed(plan.after(), message));
    return Optional.of(message);
  }

  /** Why it does not run with this text; empty if it does. */
  private Optional<String> restartTo(String text, ServerAddress asked) throws InterruptedException {
    try {
      new CommandRunner(settings.restartPatience(), 1 << 16).run(settings.restart()).orThrow();
    } catch (CommandFailed e) {
      return Optional.of(e.getMessage());
    }
    long deadline = System.nanoTime() + settings.restartPatience().toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<Generation> running = Generation.of(asked, settings.patience());
      if (running.isPresent() && text.contains("'" + running.get().digest() + "'")) {
        return Optional.empty();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
    return Optional.of(
        "no answer at " + asked + " after " + settings.restartPatience().toSeconds() + " s");
  }
}
