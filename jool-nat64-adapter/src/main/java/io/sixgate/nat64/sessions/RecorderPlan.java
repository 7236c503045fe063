package io.sixgate.nat64.sessions;

import io.sixgate.agent.command.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done about the record of sessions.
 *
 * @param configuration ulogd's
 * @param text of it; empty if there should be none
 * @param rewrites whether it changes
 * @param current the file that is written
 * @param closed what that becomes; empty if it goes on
 * @param plain former files that are to be compressed
 * @param expired former files that are too old
 * @param command by which ulogd learns of it
 */
public record RecorderPlan(
    Path configuration,
    Optional<String> text,
    boolean rewrites,
    Path current,
    Optional<Path> closed,
    List<Path> plain,
    List<Path> expired,
    List<String> command) {
  public RecorderPlan {
    plain = List.copyOf(plain);
    expired = List.copyOf(expired);
    command = List.copyOf(command);
  }

  boolean tells() {
    return rewrites || closed.isPresent();
  }

  public boolean isEmpty() {
    return drift() == 0;
  }

  /** How many things change. */
  public int drift() {
    return (rewrites ? 1 : 0) + (closed.isPresent() ? 1 : 0) + plain.size() + expired.size();
  }

  /** As an operator would do it. */
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    expired.forEach(file -> commands.add("rm " + file));
    plain.forEach(file -> commands.add("gzip " + file));
    closed.ifPresent(file -> commands.add("mv " + current + " " + file));
    if (rewrites) {
      commands.add((text.isPresent() ? "# write " : "# remove ") + configuration);
      text.ifPresent(all -> all.lines().forEach(line -> commands.add("#+" + line)));
    }
    if (tells()) {
      commands.add(Command.of(command).toString());
    }
    return commands;
  }

  /** What it comes to. */
  public String effect() {
    return rewrites
        ? text.isPresent() ? "sessions recorded" : "sessions no longer recorded"
        : "records of sessions closed, compressed or removed by their age";
  }
}
