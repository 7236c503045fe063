package io.sixgate.inventory.files;

import io.sixgate.inventory.files.FileTree.Delta;
import io.sixgate.inventory.files.FileTree.Found;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds which files differ from the look before: by what the watch saw, or by one stat each. */
record ChangedFiles(Path folder, FileTree tree, Dirt dirt) {
  /**
   * Looks.
   *
   * @param watched whether the watch sees everything
   * @param doubtful files to be looked at again whatever it saw
   * @throws InventoryUnavailable if the folder itself cannot be read; the next look is at
   *     everything
   */
  Delta look(boolean watched, Collection<Found> doubtful) throws InventoryUnavailable {
    Dirt.Taken dirty = dirt.take();
    Delta delta = new Delta();
    try {
      if (dirty.all() || !watched) {
        return tree.scanAll();
      }
      if (dirty.root()) {
        tree.scanRoot(delta);
      }
      look(dirty, doubtful, delta);
      return delta;
    } catch (IOException e) {
      dirt.addAll();
      throw new InventoryUnavailable(
          List.of(
              new Problem(
                  new Place(String.valueOf(folder), 1, 1),
                  "",
                  "",
                  "the inventory folder cannot be read (" + FileProblems.why(e) + ")",
                  "create it, or name another by --inventory")));
    }
  }

  private void look(Dirt.Taken dirty, Collection<Found> doubtful, Delta delta) throws IOException {
    for (String name : dirty.folders()) {
      tree.scanAgain(name, delta);
    }
    Set<Found> files = new HashSet<>(dirty.files());
    files.addAll(doubtful);
    for (Found file : files) {
      if (!dirty.folders().contains(file.folder())) {
        tree.scanEntry(file.folder(), file.name(), delta);
      }
    }
  }
}
