package io.sixgate.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.nat64.sessions.Session;
import io.sixgate.nat64.sessions.SessionFiles;
import io.sixgate.nat64.sessions.SessionSearch;
import io.sixgate.nat64.sessions.User;
import io.sixgate.nat64.share.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The record of sessions, where the pool is shared without blocks, as options. */
final class SessionRecord {
  private static final int LONGEST_LOG = 1 << 30;

  @Option(
      names = "--kernel-log",
      paramLabel = "COMMAND",
      split = " ",
      defaultValue = "${env:SIXGATE_KERNEL_LOG:-journalctl -k -b all -o cat --no-pager -g sixgate}",
      description = {
        "What prints the kernel's log, where Jool tells of sessions.",
        "Environment: SIXGATE_KERNEL_LOG. Default: ${DEFAULT-VALUE}"
      })
  private List<String> kernelLog;

  /** One session. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(String user, String protocol, String destination, String from, String until) {
    String text() {
      return "%s had it for %s%s from %s %s"
          .formatted(
              user,
              protocol,
              destination == null ? "" : " to " + destination,
              from,
              until == null ? "on; no end is recorded" : "until " + until);
    }
  }

  /**
   * What was found.
   *
   * @param gap a sentence, if nothing was recorded at that time
   */
  record Found(List<Entry> entries, Optional<String> gap) {
    static final Found NOTHING = new Found(List.of(), Optional.empty());
  }

  /**
   * Looks it up in ulogd's files, if there are any, and else, if Jool translates, in the kernel's
   * log.
   */
  Found search(Path state, History history, PoolPort used, Instant time)
      throws IOException, InterruptedException {
    SessionSearch search = new SessionSearch(used.address(), used.port(), time);
    try {
      if (!SessionFiles.in(state).forEachLine(search::fileLine)
          && Files.exists(state.resolve("jool.json"))) {
        CommandResult log =
            new CommandRunner(Duration.ofMinutes(5), LONGEST_LOG).run(Command.of(kernelLog));
        // journalctl -g says 1, and nothing else, if there is no such line.
        if (log.status() != 1 || !log.errors().isBlank()) {
          log.orThrow().lines().forEach(search::kernelLine);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    List<History.Period> periods = history.periods();
    return new Found(
        search.sessions().stream().map(session -> entry(session, periods)).toList(),
        search.gap().map(SessionRecord::sentence));
  }

  private static String sentence(SessionSearch.Gap gap) {
    return "nothing was recorded %s %s: sessions of that time may be missing"
        .formatted(
            gap.from().map(from -> "between " + from + " and").orElse("before"), gap.until());
  }

  private static Entry entry(Session session, List<History.Period> periods) {
    return new Entry(
        name(session.user(), periods, session.from()),
        session.protocol(),
        session.destination().orElse(null),
        session.from().toString(),
        session.until().map(Instant::toString).orElse(null));
  }

  /** A number is given out again only when all were, so that the last who had it is the one. */
  private static String name(User user, List<History.Period> periods, Instant time) {
    return user.host()
        .map(Object::toString)
        .orElseGet(
            () ->
                History.ownerOf(periods, user.owner().orElseThrow(), time)
                    .map(
                        owner ->
                            owner.host().isPresent()
                                ? owner.toString()
                                : owner + ", from no address of a host in the inventory,")
                    .orElse("number " + user.owner().getAsInt()));
  }
}
