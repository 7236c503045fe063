package io.sixgate.forward.zone;

import io.sixgate.agent.file.FileReplacer;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files from which NSD starts by itself, and what they hold. */
final class ZoneFolder {
  private static final String SUFFIX = ".zone";

  private final ZoneSettings settings;
  private final SortedMap<Hostname, ZoneBody.Read> files = new TreeMap<>();
  private String part = "";

  ZoneFolder(ZoneSettings settings) {
    this.settings = settings;
  }

  /** Reads all anew. */
  void read() throws IOException {
    files.clear();
    part = Files.exists(settings.part()) ? Files.readString(settings.part()) : "";
    if (!Files.isDirectory(settings.state())) {
      return;
    }
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(settings.state(), "[!.]*" + SUFFIX)) {
      for (Path file : found) {
        String name = file.getFileName().toString();
        Optional<ZoneBody.Read> read = ZoneBody.parse(Files.readString(file));
        if (read.isPresent()) {
          zone(name.substring(0, name.length() - SUFFIX.length()))
              .ifPresent(zone -> files.put(zone, read.get()));
        }
      }
    }
  }

  private static Optional<Hostname> zone(String name) {
    try {
      return Optional.of(Hostname.parse(name));
    } catch (WrongValueException somebodyElses) {
      return Optional.empty();
    }
  }

  SortedMap<Hostname, ZoneBody.Read> files() {
    return files;
  }

  Optional<ZoneBody.Read> file(Hostname zone) {
    return Optional.ofNullable(files.get(zone));
  }

  /** How many records all files have. */
  int lines() {
    return files.values().stream().mapToInt(file -> file.body().lines().size()).sum();
  }

  /** The list of zones as it is. */
  String part() {
    return part;
  }

  /** The list of zones as nsd.conf(5) has it. */
  String part(Collection<Hostname> zones) {
    StringBuilder text =
        new StringBuilder(
            "# Written by sixgate-own-zones from gateway.yaml; changes here are lost.\n");
    for (Hostname zone : zones) {
      text.append("zone:\n    name: \"").append(zone).append("\"\n    zonefile: \"");
      text.append(settings.zone(zone)).append("\"\n");
    }
    return text.toString();
  }

  void writePart(String text) throws IOException {
    FileReplacer.withMode(settings.part(), "rw-r--r--").replace(out -> out.write(text));
    part = text;
  }

  /**
   * Puts a zone in place, if the checker takes it.
   *
   * @throws IOException with what it says, if it does not
   */
  void write(Hostname zone, Serial serial, ZoneBody body, NameServer checker)
      throws IOException, InterruptedException {
    Files.createDirectories(settings.state());
    String text = body.text(serial);
    Path candidate = settings.state().resolve("." + zone + ".check");
    try {
      Files.writeString(candidate, text);
      checker.check(zone, candidate);
    } finally {
      Files.deleteIfExists(candidate);
    }
    FileReplacer.withMode(settings.zone(zone), "rw-r--r--").replace(out -> out.write(text));
    files.put(zone, new ZoneBody.Read(serial, body));
  }

  /** Returns how many records went. */
  int remove(Hostname zone) throws IOException {
    Files.deleteIfExists(settings.zone(zone));
    return files.remove(zone).body().lines().size();
  }
}
