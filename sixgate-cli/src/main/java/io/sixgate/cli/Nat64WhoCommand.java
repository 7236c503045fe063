package io.sixgate.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.nat64.main.Nat64Place;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.share.History;
import io.sixgate.nat64.share.History.Period;
import io.sixgate.nat64.share.Owner;
import io.sixgate.nat64.share.Use;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "who",
    mixinStandardHelpOptions = true,
    header = "Tells which customer and host used an address and port of the pool.",
    description = {
      "Answers a letter of complaint: \"192.0.2.33 port 4312 attacked us on Thursday at 8:15\".",
      "Every customer has ports of his own, and it is written down since when; no session is"
          + " recorded for that. With \"blocks: none\" it looks into the record of sessions that"
          + " \"log-days\" keeps. Exit code 1 if it was nobody's, or is not known."
    })
final class Nat64WhoCommand implements Callable<Integer> {
  @Mixin private Nat64Place place;

  @Parameters(
      index = "0",
      paramLabel = "ADDRESS:PORT",
      converter = PoolPort.Converter.class,
      description = "As the other side saw it, e.g. 192.0.2.33:4312.")
  private PoolPort used;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = TimeArgument.class,
      description = {
        "When, e.g. 2026-11-26T08:15:00Z, 2026-11-26T09:15:00+01:00, or without Z or +01:00 by"
            + " this machine's clock. Default: now."
      })
  private Instant at;

  @Mixin private SessionRecord sessions;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** One who had the ports. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Holder(
      String customer, String host, String address, String ports, String from, String until) {
    static Holder of(Period period) {
      Owner owner = period.grant().owner();
      Block block = period.grant().block().orElseThrow();
      return new Holder(
          owner.customer().toString(),
          owner.host().isPresent() ? owner.toString() : null,
          block.address().toString(),
          block.ports().toString(),
          period.from().toString(),
          period.until().map(Instant::toString).orElse(null));
    }

    String text() {
      return "%s had ports %s of %s from %s %s"
          .formatted(
              host == null ? customer : host,
              ports,
              address,
              from,
              until == null ? "on, and has them still" : "until " + until);
    }
  }

  /**
   * The answer as JSON.
   *
   * @param holder null if it was nobody's
   * @param hosts that used the ports
   * @param before who had it last before that; null if nobody
   * @param sessions that the record tells of, where nobody has the ports for himself
   * @param gap from when to when nothing was recorded, if that time is in it; null else
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String used,
      String at,
      Holder holder,
      List<String> hosts,
      Holder before,
      List<SessionRecord.Entry> sessions,
      String gap) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant time = at == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : at;
    History history = new History(place.path().resolve(History.FILE));
    Use use = Use.of(history, used.address(), used.port(), time);
    SessionRecord.Found found =
        use.holder().isPresent()
            ? SessionRecord.Found.NOTHING
            : sessions.search(place.path(), history, used, time);
    Answer answer =
        new Answer(
            used.toString(),
            time.toString(),
            use.holder().map(Holder::of).orElse(null),
            use.hosts().stream().map(Owner::toString).toList(),
            use.before().map(Holder::of).orElse(null),
            found.entries(),
            found.gap().orElse(null));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(answer));
    } else {
      print(answer, out);
    }
    out.flush();
    return use.holder().isPresent() || !found.entries().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void print(Answer answer, PrintWriter out) {
    if (answer.holder() == null) {
      if (answer.sessions().isEmpty()) {
        out.printf("nobody had %s at %s%n", answer.used(), answer.at());
      }
      answer.sessions().forEach(entry -> out.println(entry.text()));
      Optional.ofNullable(answer.gap()).ifPresent(out::println);
    } else {
      out.println(answer.holder().text());
      if (answer.holder().host() == null) {
        out.println(
            answer.hosts().isEmpty()
                ? "used by other addresses in the customer's prefixes: it has no host in the inventory"
                : answer.hosts().stream().collect(Collectors.joining(", ", "used by ", "")));
      }
    }
    Optional.ofNullable(answer.before())
        .ifPresent(
            before ->
                out.println(
                    "before: " + before.text() + "; sessions that began then may have gone on"));
  }
}
