package io.sixgate.dns.resolver;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandFailed;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.FileReplacer;
import io.sixgate.dns.dnsdist.ConfigurationPlan;
import io.sixgate.dns.wire.Generation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The fragment: compared with what the running Unbound was started from, checked by Unbound's own
 * program before it is put in place, and taken back if Unbound does not answer with it.
 */
final class Unbound {
  private final UnboundSettings settings;

  Unbound(UnboundSettings settings) {
    this.settings = settings;
  }

  /** From which fragment the running Unbound was started; empty if it does not answer. */
  Optional<Generation> answering() {
    return Generation.of(settings.address(), settings.patience());
  }

  ConfigurationPlan plan(UnboundFragment fragment, Optional<Generation> running)
      throws IOException {
    Optional<String> before = read();
    boolean other = running.isPresent() && !running.get().digest().equals(fragment.digest());
    Optional<String> reload =
        other ? Optional.of(control(reload(before, fragment)).toString()) : Optional.empty();
    return new ConfigurationPlan(
        settings.fragment(), before, fragment.text(), reload, Optional.empty());
  }

  /** With the prefix goes the cache: AAAA records made with the old one would stay in it. */
  private static String reload(Optional<String> before, UnboundFragment fragment) {
    boolean samePrefix =
        before
            .filter(text -> text.contains("dns64-prefix: " + fragment.prefix() + "\n"))
            .isPresent();
    return samePrefix ? "reload_keep_cache" : "reload";
  }

  /** The fragment; a damaged one is as good as none. */
  private Optional<String> read() throws IOException {
    try {
      String text = new String(Files.readAllBytes(settings.fragment()), StandardCharsets.UTF_8);
      return Optional.of(text).filter(whole -> !UnboundFragment.isDamaged(whole));
    } catch (NoSuchFileException firstTime) {
      return Optional.empty();
    }
  }

  /**
   * Checks, writes, reloads.
   *
   * @return what went wrong; then Unbound runs as before, and the file says what it said before
   */
  Optional<String> apply(ConfigurationPlan plan, UnboundFragment fragment)
      throws IOException, InterruptedException {
    if (plan.before().isEmpty()) {
      Files.deleteIfExists(settings.fragment()); // the check would stumble over a damaged one
    }
    if (plan.write()) {
      Optional<String> refused = check(plan.after());
      if (refused.isPresent()) {
        return refused;
      }
      FileReplacer.keepingMode(settings.fragment())
          .replaceIfChanged(out -> out.write(plan.after()));
    }
    Optional<String> failure = reload(plan, fragment);
    if (failure.isPresent() && plan.before().isPresent() && plan.write()) {
      FileReplacer.keepingMode(settings.fragment())
          .replaceIfChanged(out -> out.write(plan.before().get()));
    }
    return failure;
  }

  /** Together with all that the operator has: what is said twice is said later by the fragment. */
  private Optional<String> check(String text) throws IOException, InterruptedException {
    Path candidate = settings.state().resolve("unbound.conf.refused");
    Path whole = settings.state().resolve("unbound-check.conf");
    FileReplacer.keepingMode(candidate).replace(out -> out.write(text));
    FileReplacer.keepingMode(whole)
        .replace(
            out ->
                out.write(
                    "include: \"%s\"\ninclude: \"%s\"\n"
                        .formatted(settings.configuration(), candidate)));
    try {
      new CommandRunner(settings.patience(), 1 << 16)
          .run(Command.of(settings.checker().toString(), whole.toString()))
          .orThrow();
    } catch (CommandFailed e) {
      return Optional.of(
          "Unbound refuses the new fragment, the one before it stays; mend gateway.yaml or your own unbound.conf (the refused text is %s): %s"
              .formatted(candidate, withoutTimes(e.getMessage())));
    } finally {
      Files.deleteIfExists(whole);
    }
    Files.delete(candidate);
    return Optional.empty();
  }

  /** {@code [1795639179] unbound-checkconf[18753:0] warning: …} differs from try to try. */
  private static String withoutTimes(String output) {
    return output.replaceAll("\\[\\d+\\] (unbound-[a-z]+)\\[\\d+:\\d+\\]", "$1");
  }

  private Optional<String> reload(ConfigurationPlan plan, UnboundFragment fragment)
      throws InterruptedException {
    String word = reload(plan.before(), fragment);
    try {
      CommandRunner runner = new CommandRunner(settings.patience(), 1 << 16);
      CommandResult result = runner.run(control(word));
      // error unknown command 'reload_keep_cache'
      if (result.status() != 0 && result.output().contains("unknown command")) {
        result = runner.run(control("reload"));
      }
      result.orThrow();
    } catch (CommandFailed e) {
      return Optional.of(
          "the new fragment is in "
              + settings.fragment()
              + ", but Unbound could not be told; reload it yourself: systemctl reload unbound ("
              + withoutTimes(e.getMessage())
              + ")");
    }
    return answering().map(Generation::digest).equals(Optional.of(fragment.digest()))
        ? Optional.empty()
        : Optional.of(
            "Unbound was reloaded and does not have the new fragment; does %s include %s, and is Unbound at %s?"
                .formatted(settings.configuration(), settings.fragment(), settings.address()));
  }

  private Command control(String word) {
    return Command.of(
        settings.control().toString(), "-c", settings.configuration().toString(), word);
  }
}
