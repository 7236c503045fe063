package io.sixgate.forward.zone;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** NSD, by DNS and by nsd-control. */
final class NameServer {
  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final int KEPT = 1 << 14;

  private final ZoneSettings settings;
  private final CommandRunner runner;

  NameServer(ZoneSettings settings) {
    this.settings = settings;
    this.runner = new CommandRunner(settings.patience().multipliedBy(6), KEPT);
  }

  /**
   * The serial that it answers with; empty if it does not have the zone.
   *
   * @throws IOException if it does not answer
   */
  Optional<Serial> serial(ServerAddress server, Hostname zone) throws IOException {
    try {
      SimpleResolver resolver =
          new SimpleResolver(
              new InetSocketAddress(server.address().toString(), server.port().number()));
      resolver.setTimeout(ANSWER);
      Message answer =
          resolver.send(
              Message.newQuery(Record.newRecord(Name.fromString(zone + "."), Type.SOA, DClass.IN)));
      return answer.getSection(Section.ANSWER).stream()
          .filter(SOARecord.class::isInstance)
          .map(record -> new Serial((int) ((SOARecord) record).getSerial()))
          .findFirst();
    } catch (IOException e) {
      throw new IOException("no name server answers at " + server + " for " + zone, e);
    }
  }

  /** What has to be typed so that a zone that it knows is read anew. */
  Command reload(Hostname zone) {
    return control("reload", zone.toString());
  }

  /** What has to be typed so that it takes the list of zones anew. */
  Command reconfigure() {
    return control("reconfig");
  }

  private Command control(String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(settings.control().toString(), "-c", settings.configuration().toString()));
    all.addAll(List.of(words));
    return Command.of(all);
  }

  void run(Command command) throws IOException, InterruptedException {
    runner.run(command).orThrow();
  }

  /** Refuses what NSD would not load; the text is that of the program. */
  void check(Hostname zone, Path file) throws IOException, InterruptedException {
    run(Command.of(settings.checkzone().toString(), zone.toString(), file.toString()));
  }

  /**
   * Waits until it answers with this serial: nsd-control returns before a zone is loaded.
   *
   * @throws IOException if it does not in time
   */
  void await(ServerAddress server, Hostname zone, Serial wanted)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    Optional<Serial> found;
    do {
      found = serial(server, zone);
      if (found.equals(Optional.of(wanted))) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    } while (System.nanoTime() - began < settings.patience().toNanos());
    throw new IOException(
        "the name server at %s has %s and not serial %s of %s; its log says why"
            .formatted(
                server, found.map(serial -> "serial " + serial).orElse("nothing"), wanted, zone));
  }
}
