package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Remembers which files there were and finds those that differ now, by stat alone. */
final class FileTree {
  private final Path root;
  private final Links links;
  private final Clock clock;
  private final Map<String, Map<String, Stamp>> folders = new TreeMap<>();
  private final Map<String, Map<String, Problem>> problems = new TreeMap<>();

  FileTree(Path root, Clock clock) {
    this.root = root;
    this.links = new Links(root);
    this.clock = clock;
  }

  /** One file of ours. */
  record Found(String folder, String name) {
    /** Relative to the inventory folder, as places name it. */
    String file() {
      return folder.equals(FileNames.ROOT) ? name : folder + "/" + name;
    }
  }

  /** What differs from the scan before. */
  record Delta(List<Found> changed, List<Found> removed) {
    Delta() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    boolean isEmpty() {
      return changed.isEmpty() && removed.isEmpty();
    }
  }

  Path path(Found file) {
    return root.resolve(file.file());
  }

  /** The file to open; see {@link Links#readable}. */
  Path readable(Found file) throws IOException {
    return links.readable(file);
  }

  List<Problem> problems() {
    List<Problem> all = new ArrayList<>();
    problems.values().forEach(byName -> all.addAll(byName.values()));
    return all;
  }

  /** All files that were found last, as if each had changed. */
  Delta everything() {
    Delta delta = new Delta();
    folders.forEach(
        (folder, files) ->
            files.keySet().forEach(name -> delta.changed().add(new Found(folder, name))));
    return delta;
  }

  /** The customers' folders, as they were found last. */
  Set<String> customers() {
    Set<String> names = new TreeSet<>(folders.keySet());
    names.remove(FileNames.ROOT);
    return names;
  }

  /**
   * Looks at everything.
   *
   * @throws IOException if the inventory folder itself cannot be read
   */
  Delta scanAll() throws IOException {
    Delta delta = new Delta();
    scanRoot(delta);
    customers().forEach(folder -> scanFolder(folder, delta));
    return delta;
  }

  /**
   * Looks at the inventory folder itself, and into folders that are new in it.
   *
   * @throws IOException if it cannot be read
   */
  void scanRoot(Delta delta) throws IOException {
    Set<String> found = new HashSet<>();
    Map<String, Problem> wrong = new TreeMap<>();
    Set<String> files = new TreeSet<>();
    for (String name : FileNames.names(root)) {
      if (FileNames.isIgnored(name) || !FileNames.isNameable(name)) {
        continue;
      }
      Path path = root.resolve(name);
      if (Files.isDirectory(path)) {
        FileProblems.ofFolder(name, path, links)
            .ifPresentOrElse(p -> wrong.put(name, p), () -> found.add(name));
      } else if (name.equals(FileNames.GATEWAY)) {
        files.add(name);
      } else if (FileNames.isYaml(name)) {
        wrong.put(name, FileProblems.strayInRoot(name));
      } else if (Files.isSymbolicLink(path) && !Files.exists(path) && FileNames.isLabel(name)) {
        wrong.put(name, FileProblems.danglingLink(new Found(FileNames.ROOT, name)));
      }
    }
    problems.put(FileNames.ROOT, wrong);
    compare(FileNames.ROOT, files, delta);
    for (String gone : customers()) {
      if (!found.contains(gone)) {
        forget(gone, delta);
      }
    }
    for (String folder : found) {
      if (!folders.containsKey(folder)) {
        scanFolder(folder, delta);
      }
    }
  }

  private void forget(String folder, Delta delta) {
    for (String name : folders.remove(folder).keySet()) {
      delta.removed().add(new Found(folder, name));
    }
    problems.remove(folder);
  }

  private void scanFolder(String folder, Delta delta) {
    Map<String, Problem> wrong = new TreeMap<>();
    Set<String> files = new TreeSet<>();
    try {
      for (String name : FileNames.names(root.resolve(folder))) {
        classify(folder, name, wrong, files);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (folders.containsKey(folder)) {
        forget(folder, delta);
      }
      return;
    } catch (IOException e) {
      wrong.put("", FileProblems.unreadable(folder, e));
    }
    problems.put(folder, wrong);
    compare(folder, files, delta);
  }

  private void classify(String folder, String name, Map<String, Problem> wrong, Set<String> files) {
    if (FileNames.isIgnored(name)) {
      return;
    }
    if (name.endsWith(".yaml")) {
      FileProblems.ofName(folder, name)
          .ifPresentOrElse(p -> wrong.put(name, p), () -> files.add(name));
    } else if (name.endsWith(".yml")) {
      wrong.put(name, FileProblems.wrongEnding(folder + "/" + name));
    } else if (FileNames.isNameable(name)
        && Files.isDirectory(root.resolve(folder).resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      FileNames.firstYaml(root.resolve(folder).resolve(name))
          .ifPresent(
              stray ->
                  wrong.put(
                      name,
                      FileProblems.problem(
                          folder + "/" + name + "/" + stray,
                          "it stands one folder too deep and is not read",
                          "move it to " + folder + "/" + stray)));
    }
  }

  private void compare(String folder, Collection<String> names, Delta delta) {
    Map<String, Stamp> known = folders.computeIfAbsent(folder, f -> new HashMap<>());
    for (String gone : List.copyOf(known.keySet())) {
      if (!names.contains(gone)) {
        known.remove(gone);
        delta.removed().add(new Found(folder, gone));
      }
    }
    names.forEach(name -> scanFile(folder, name, delta));
  }

  /** Looks at all files of a folder that something was seen in, if it is a customer's. */
  void scanAgain(String folder, Delta delta) throws IOException {
    if (!folder.equals(FileNames.ROOT) && folders.containsKey(folder)) {
      scanFolder(folder, delta);
    } else {
      scanRoot(delta);
    }
  }

  /**
   * Looks at one file. A name that is not known yet makes the whole folder be looked at, for its
   * rules about names.
   */
  void scanEntry(String folder, String name, Delta delta) throws IOException {
    if (stamps(folder).containsKey(name)) {
      scanFile(folder, name, delta);
    } else if (!FileNames.isIgnored(name)) {
      scanAgain(folder, delta);
    }
  }

  private void scanFile(String folder, String name, Delta delta) {
    Found file = new Found(folder, name);
    Map<String, Stamp> known = folders.get(folder);
    Map<String, Problem> wrong = problems.computeIfAbsent(folder, f -> new TreeMap<>());
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path(file), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Optional<Problem> unfit = Optional.empty();
      if (attributes.isSymbolicLink()) {
        attributes = Files.readAttributes(path(file), BasicFileAttributes.class);
        unfit = links.isAllowed(file) ? Optional.empty() : Optional.of(FileProblems.linkOut(file));
      }
      if (unfit.isEmpty()) {
        unfit = FileProblems.unfit(file, attributes);
      }
      if (unfit.isPresent()) {
        wrong.put(name, unfit.get());
        if (known.remove(name) != null) {
          delta.removed().add(file);
        }
        return;
      }
      wrong.remove(name);
      Stamp stamp = Stamp.of(attributes, clock);
      Stamp before = known.put(name, stamp);
      if (before == null || !before.same(stamp)) {
        delta.changed().add(file);
      }
    } catch (IOException e) {
      if (known.remove(name) != null) {
        delta.removed().add(file);
      }
      boolean dangling = Files.isSymbolicLink(path(file));
      if (e instanceof NoSuchFileException && !dangling) {
        wrong.remove(name);
      } else {
        wrong.put(
            name,
            dangling ? FileProblems.danglingLink(file) : FileProblems.unreadable(file.file(), e));
      }
    }
  }

  /** The file could not be read after all: it is looked at again by every scan until it can. */
  void unreadable(Found file, IOException e, Delta delta) {
    stamps(file.folder()).remove(file.name());
    if (!(e instanceof NoSuchFileException)) {
      problems
          .computeIfAbsent(file.folder(), f -> new TreeMap<>())
          .put(file.name(), FileProblems.unreadable(file.file(), e));
    }
    delta.removed().add(file);
  }

  /** The file's content is not to be trusted yet. */
  void unsettle(Found file) {
    stamps(file.folder()).computeIfPresent(file.name(), (name, stamp) -> stamp.unsettled());
  }

  /** Of a folder that is gone there are none. */
  private Map<String, Stamp> stamps(String folder) {
    return folders.getOrDefault(folder, new HashMap<>());
  }

  /** When the file was last written, in the clock's milliseconds. */
  long modifiedMillis(Found file) {
    Stamp stamp = stamps(file.folder()).get(file.name());
    return stamp == null ? 0 : TimeUnit.NANOSECONDS.toMillis(stamp.modifiedNanos());
  }
}
