package io.sixgate.dns.dnsdist;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done with a server's configuration.
 *
 * @param file the file
 * @param before what it says now; empty if there is none
 * @param after what it should say
 * @param restart how the running server gets to it; empty if it was started from this text
 * @param held why nothing of this is done now; empty if it is
 */
public record ConfigurationPlan(
    Path file,
    Optional<String> before,
    String after,
    Optional<String> restart,
    Optional<String> held) {
  /** Whether the file is to be written. */
  public boolean write() {
    return !before.equals(Optional.of(after));
  }

  public boolean isEmpty() {
    return held.isPresent() || (!write() && restart.isEmpty());
  }

  /** In the operator's words, for the log. */
  public String effect() {
    String written = write() ? file.getFileName() + " written" : "";
    return restart.map(command -> (write() ? written + ", " : "") + command).orElse(written);
  }

  /** The changed lines as comments, and the command that makes the server read them. */
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    if (isEmpty()) {
      return commands;
    }
    if (write()) {
      commands.add("# write " + file);
      List<String> old = before.map(text -> text.lines().toList()).orElse(List.of());
      for (AbstractDelta<String> delta : DiffUtils.diff(old, after.lines().toList()).getDeltas()) {
        delta.getSource().getLines().forEach(line -> commands.add("#-" + line));
        delta.getTarget().getLines().forEach(line -> commands.add("#+" + line));
      }
    }
    restart.ifPresent(commands::add);
    return commands;
  }
}
