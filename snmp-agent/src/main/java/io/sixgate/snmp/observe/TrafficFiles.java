package io.sixgate.snmp.observe;

import io.sixgate.agent.file.RunFolder;
import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.status.Traffic;
import io.sixgate.agent.status.TrafficFile;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of traffic that agents write. Each is read when it was written anew; while one cannot
 * be read, what it said before holds.
 */
public final class TrafficFiles {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private record Read(FileTime written, TrafficFile.Reading reading) {}

  private final RunFolder run;
  private final Map<String, Read> files = new HashMap<>();
  private Optional<String> trouble = Optional.empty();

  public TrafficFiles(RunFolder run) {
    this.run = run;
  }

  /**
   * What all of them say.
   *
   * @param agents whose files are looked for
   * @param gateway whose services give ports their names
   */
  public List<CustomerTraffic> read(List<String> agents, Optional<Gateway> gateway) {
    trouble = Optional.empty();
    files.keySet().retainAll(agents);
    List<CustomerTraffic> rows = new ArrayList<>();
    for (String agent : agents) {
      look(agent);
      Optional.ofNullable(files.get(agent))
          .map(Read::reading)
          .ifPresent(
              reading ->
                  reading
                      .rows()
                      .forEach(
                          row ->
                              rows.add(new CustomerTraffic(named(row, gateway), reading.since()))));
    }
    return rows;
  }

  /** Why the last look at one of them failed, in words; empty if none did. */
  public Optional<String> trouble() {
    return trouble;
  }

  private void look(String agent) {
    Path path = run.traffic(agent);
    try {
      FileTime written = Files.getLastModifiedTime(path);
      Read before = files.get(agent);
      if (before == null || !before.written().equals(written)) {
        files.put(agent, new Read(written, TrafficFile.read(path)));
      }
    } catch (NoSuchFileException e) {
      files.remove(agent);
    } catch (IOException e) {
      trouble = Optional.of(FailureText.of(e));
    }
  }

  /** A port by the name of its service; of a service that is no more by its number. */
  private static Traffic named(Traffic row, Optional<Gateway> gateway) {
    if (!NUMBER.matcher(row.service()).matches()) {
      return row;
    }
    String service = gateway.flatMap(known -> service(known, row)).orElse("port-" + row.service());
    return new Traffic(
        row.customer(), service, row.family(), row.connections(), row.received(), row.sent());
  }

  private static Optional<String> service(Gateway gateway, Traffic row) {
    try {
      return gateway.service(Port.parse(row.service())).map(Service::name);
    } catch (WrongValueException e) {
      return Optional.empty();
    }
  }
}
