package io.sixgate.haproxy.configuration;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done with a configuration file of ours.
 *
 * @param file the file
 * @param before what it says now; empty if there is none
 * @param after what it should say
 * @param reload whether the running HAProxy was started from another text
 * @param unsettled whether a try is not at its end: an agent ended before it was
 * @param held why nothing of this is done now; empty if it is
 */
public record ConfigurationPlan(
    Path file,
    Optional<String> before,
    String after,
    boolean reload,
    boolean unsettled,
    Optional<String> held) {
  /** Whether the file is to say something else. */
  public boolean write() {
    return !before.equals(Optional.of(after));
  }

  /** Whether nothing is done now. */
  public boolean isEmpty() {
    return held.isPresent() || (!write() && !reload && !unsettled);
  }

  /** In the operator's words. */
  public String effect() {
    String written = write() ? file.getFileName() + " written" : "";
    String done = reload ? (write() ? written + ", " : "") + "HAProxy reloaded" : written;
    return done.isEmpty() ? "what an agent left of a try settled" : done;
  }

  /** The changed lines as comments, and the master CLI's command. */
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    if (isEmpty()) {
      return commands;
    }
    if (unsettled) {
      commands.add("# settle the try of which " + FormerTexts.of(file) + " is left");
    }
    if (write()) {
      commands.add("# write " + file);
      List<String> old = before.map(text -> text.lines().toList()).orElse(List.of());
      List<String> now = after.lines().toList();
      for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
        delta.getSource().getLines().forEach(line -> commands.add("#-" + line));
        delta.getTarget().getLines().forEach(line -> commands.add("#+" + line));
      }
    }
    if (reload) {
      commands.add("reload");
    }
    return commands;
  }
}
