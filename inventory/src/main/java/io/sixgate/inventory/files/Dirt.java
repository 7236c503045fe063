package io.sixgate.inventory.files;

import io.sixgate.inventory.files.FileTree.Found;
import java.util.LinkedHashSet;
import java.util.Set;

/** What must be looked at again: collected by the watch, taken by the next read. */
final class Dirt {
  private boolean all;
  private boolean root;
  private Set<String> folders = new LinkedHashSet<>();
  private Set<Found> files = new LinkedHashSet<>();

  /** What was collected at one moment. */
  record Taken(boolean all, boolean root, Set<String> folders, Set<Found> files) {}

  synchronized void addAll() {
    all = true;
  }

  synchronized void addRoot() {
    root = true;
  }

  synchronized void addFolder(String folder) {
    folders.add(folder);
  }

  synchronized void addFile(Found file) {
    files.add(file);
  }

  synchronized Taken take() {
    Taken taken = new Taken(all, root, folders, files);
    all = false;
    root = false;
    folders = new LinkedHashSet<>();
    files = new LinkedHashSet<>();
    return taken;
  }
}
