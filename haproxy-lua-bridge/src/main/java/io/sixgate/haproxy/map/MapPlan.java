package io.sixgate.haproxy.map;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done with one map.
 *
 * @param file the map's file, by whose path HAProxy knows the map
 * @param changes of what a lookup finds
 * @param rewrite whether file and map are replaced as a whole
 * @param write files to write; always before HAProxy is told, so that one which starts in between
 *     comes up right
 * @param layer the map, by its file, to which the next two are made
 * @param grow commands for what is new or other
 * @param shrink commands for what goes
 * @param present entries that are there now
 * @param removals how many of them go
 */
public record MapPlan(
    Path file,
    MapChanges changes,
    boolean rewrite,
    List<Path> write,
    Path layer,
    MapChanges grow,
    MapChanges shrink,
    int present,
    int removals) {
  public MapPlan {
    write = List.copyOf(write);
  }

  public boolean isEmpty() {
    return write.isEmpty() && !rewrite && changes.isEmpty();
  }

  /** As an operator would type it; comments for what isn't a command. */
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    write.forEach(written -> commands.add("# write " + written));
    if (rewrite) {
      commands.add("# as one replacement (prepare map, add map, commit map):");
      commands.addAll(changes.commands(file.toString()));
    } else {
      commands.addAll(grow.commands(layer.toString()));
      commands.addAll(shrink.commands(layer.toString()));
    }
    return commands;
  }

  /** In the operator's words, e.g. {@code names.map: 2 added, 0 changed, 1 removed}. */
  public String effect() {
    return changes.isEmpty()
        ? file.getFileName() + " written"
        : "%s: %d added, %d changed, %d removed"
            .formatted(
                file.getFileName(),
                changes.added().size(),
                changes.set().size(),
                changes.removed().size());
  }
}
