package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Remembers which files there were and finds those that differ now, by stat alone. Knows which
 * names are ours.
 */
final class FileTree {
  /** The folder of gateway.yaml, in the way folders are named here. */
  static final String ROOT = "";

  static final String GATEWAY = "gateway.yaml";
  static final String CUSTOMER = "customer.yaml";

  /**
   * A file that changed less than this before it was looked at may change again within the same
   * tick of the kernel's clock (up to 10 ms) and keep its time and size, so its stamp proves
   * nothing ("racy git").
   */
  private static final long RACY_MILLIS = 50;

  private final Path root;
  private final Clock clock;
  private final Map<String, Map<String, Stamp>> folders = new TreeMap<>();
  private final Map<String, Map<String, Problem>> problems = new TreeMap<>();

  FileTree(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /** What stat says; equal stamps mean equal content unless the older was not settled. */
  private record Stamp(long modifiedNanos, long size, Object key, boolean settled) {
    boolean same(Stamp other) {
      return settled
          && modifiedNanos == other.modifiedNanos
          && size == other.size
          && Objects.equals(key, other.key);
    }
  }

  /** One file of ours. */
  record Found(String folder, String name) {
    /** Relative to the inventory folder, as places name it. */
    String file() {
      return folder.equals(ROOT) ? name : folder + "/" + name;
    }
  }

  /** What differs from the scan before. */
  record Delta(List<Found> changed, List<Found> removed) {
    Delta() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  Path path(Found file) {
    return root.resolve(file.file());
  }

  List<Problem> problems() {
    return problems.values().stream().flatMap(byName -> byName.values().stream()).toList();
  }

  /** The customers' folders, as they were found last. */
  Set<String> customers() {
    Set<String> names = new TreeSet<>(folders.keySet());
    names.remove(ROOT);
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
    for (String name : names(root)) {
      if (isIgnored(name) || !isNameable(name)) {
        continue;
      }
      Path path = root.resolve(name);
      if (Files.isDirectory(path)) {
        folderProblem(name, path).ifPresentOrElse(p -> wrong.put(name, p), () -> found.add(name));
      } else if (name.equals(GATEWAY)) {
        files.add(name);
      } else if (isYaml(name)) {
        wrong.put(name, strayInRoot(name));
      } else if (Files.isSymbolicLink(path) && !Files.exists(path) && isLabel(name)) {
        wrong.put(
            name,
            problem(
                name,
                "it is a symbolic link that leads nowhere or in a circle",
                "mend the link, or remove it"));
      }
    }
    problems.put(ROOT, wrong);
    compare(ROOT, files, delta);
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
      for (String name : names(root.resolve(folder))) {
        classify(folder, name, wrong, files);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (folders.containsKey(folder)) {
        forget(folder, delta);
      }
      return;
    } catch (IOException e) {
      wrong.put("", unreadable(folder, e));
    }
    problems.put(folder, wrong);
    compare(folder, files, delta);
  }

  private void classify(String folder, String name, Map<String, Problem> wrong, Set<String> files) {
    if (isIgnored(name)) {
      return;
    }
    if (name.endsWith(".yaml")) {
      nameProblem(folder, name).ifPresentOrElse(p -> wrong.put(name, p), () -> files.add(name));
    } else if (name.endsWith(".yml")) {
      wrong.put(name, wrongEnding(folder + "/" + name));
    } else if (isNameable(name)
        && Files.isDirectory(root.resolve(folder).resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      firstYaml(root.resolve(folder).resolve(name))
          .ifPresent(
              stray ->
                  wrong.put(
                      name,
                      problem(
                          folder + "/" + name + "/" + stray,
                          "it stands one folder too deep and is not read",
                          "move it to " + folder + "/" + stray)));
    }
  }

  private static Optional<Problem> nameProblem(String folder, String name) {
    if (name.equals(CUSTOMER)) {
      return Optional.empty();
    }
    String host = name.substring(0, name.length() - ".yaml".length());
    try {
      Label.parse(host);
      return Optional.empty();
    } catch (WrongValueException e) {
      return Optional.of(
          problem(
              folder + "/" + name,
              "the host's name \"" + Problem.shortened(host) + "\" is not a DNS label",
              e.remedy()));
    }
  }

  private Optional<Problem> folderProblem(String name, Path path) {
    if (Files.isSymbolicLink(path) && leadsBack(path)) {
      return Optional.of(
          problem(
              name,
              "it is a symbolic link back to the inventory folder or above it",
              "remove the link"));
    }
    try {
      Label.parse(name);
      return Optional.empty();
    } catch (WrongValueException e) {
      // Somebody's folder without a file of ours in it is none of our business.
      return firstYaml(path)
          .map(
              file ->
                  problem(
                      name + "/" + file,
                      "the customer's name \"" + Problem.shortened(name) + "\" is not a DNS label",
                      e.remedy()));
    }
  }

  private boolean leadsBack(Path link) {
    try {
      return root.toRealPath().startsWith(link.toRealPath());
    } catch (IOException e) {
      return false; // It is gone again; the next scan will see.
    }
  }

  private static Optional<String> firstYaml(Path folder) {
    try {
      return names(folder).stream().filter(n -> !isIgnored(n) && isYaml(n)).sorted().findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isLabel(String name) {
    try {
      Label.parse(name);
      return true;
    } catch (WrongValueException e) {
      return false;
    }
  }

  private static Problem strayInRoot(String name) {
    if (name.equals("gateway.yml")) {
      return wrongEnding(name);
    }
    return problem(
        name,
        "only gateway.yaml is read here",
        "move it into its customer's folder, as CUSTOMER/" + name.replaceAll("\\.yml$", ".yaml"));
  }

  private static Problem wrongEnding(String file) {
    return problem(
        file,
        "files that end in .yml are not read",
        "rename it to " + file.replaceAll("\\.yml$", ".yaml"));
  }

  private static Problem problem(String file, String reason, String remedy) {
    return new Problem(new Place(file, 1, 1), "", "", reason, remedy);
  }

  private static Problem unreadable(String file, IOException e) {
    return problem(
        file,
        "it cannot be read (" + why(e) + ")",
        e instanceof DeadlineReader.NoAnswer
            ? "put a plain file there"
            : "let the agents' user read it");
  }

  static String why(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof NotDirectoryException) {
      return "not a folder";
    }
    return e instanceof FileSystemException f && f.getReason() != null
        ? f.getReason()
        : String.valueOf(e.getMessage());
  }

  /** In the C locale Java can list a name with other letters than ASCII but not open it. */
  static boolean isNameable(String name) {
    try {
      return Path.of(name).getNameCount() == 1;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static boolean isIgnored(String name) {
    return name.startsWith(".") || name.startsWith("#") || name.endsWith("~");
  }

  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
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
    if (!folder.equals(ROOT) && folders.containsKey(folder)) {
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
    } else if (!isIgnored(name)) {
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
        unfit = isLinkAllowed(file) ? Optional.empty() : Optional.of(linkOut(file));
      }
      if (unfit.isEmpty()) {
        unfit = unfit(file, attributes);
      }
      if (unfit.isPresent()) {
        wrong.put(name, unfit.get());
        if (known.remove(name) != null) {
          delta.removed().add(file);
        }
        return;
      }
      wrong.remove(name);
      Stamp stamp = stamp(attributes);
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
        wrong.put(name, dangling ? danglingLink(file) : unreadable(file.file(), e));
      }
    }
  }

  /**
   * The file to open. A link is resolved and judged anew, because it may have been changed since it
   * was looked at; what is answered is to be opened without following another link.
   */
  Path readable(Found file) throws IOException {
    if (!Files.isSymbolicLink(path(file))) {
      return path(file);
    }
    if (!isLinkAllowed(file)) {
      throw new FileSystemException(file.file(), null, "it became a link out of its folder");
    }
    return path(file).toRealPath();
  }

  /**
   * Whether a customer may have the link's target read: what is wrong in a file is quoted in
   * problems, so a link to somebody else's file would show it. gateway.yaml is the operator's.
   */
  private boolean isLinkAllowed(Found file) throws IOException {
    if (file.folder().equals(ROOT)) {
      return true;
    }
    Path target = path(file).toRealPath();
    if (target.startsWith(root.resolve(file.folder()).toRealPath())) {
      return true;
    }
    Path top = root.toRealPath();
    if (!target.startsWith(top)) {
      return false;
    }
    Path inside = top.relativize(target);
    if (inside.getNameCount() == 1) {
      return file.name().equals(CUSTOMER) && !inside.endsWith(GATEWAY);
    }
    // e.g. ..2026_11_21/acme/web1.yaml, to which Kubernetes leads by way of ..data
    return inside.getNameCount() > 2
        && inside.getName(0).toString().startsWith(".")
        && inside.getName(1).toString().equals(file.folder());
  }

  private static Problem linkOut(Found file) {
    return problem(
        file.file(), "it is a symbolic link out of its customer's folder", "write the file itself");
  }

  private static Problem danglingLink(Found file) {
    return problem(
        file.file(),
        "it is a symbolic link that leads nowhere or in a circle",
        "mend the link, or remove it");
  }

  private static Optional<Problem> unfit(Found file, BasicFileAttributes attributes) {
    if (!attributes.isRegularFile()) {
      return Optional.of(
          problem(file.file(), "it is not a regular file", "put a plain file there"));
    }
    return attributes.size() > YamlFile.MOST_BYTES
        ? Optional.of(YamlFile.tooLarge(file.file(), attributes.size()))
        : Optional.empty();
  }

  private Stamp stamp(BasicFileAttributes attributes) {
    long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    boolean settled = clock.millis() - attributes.lastModifiedTime().toMillis() > RACY_MILLIS;
    return new Stamp(modified, attributes.size(), attributes.fileKey(), settled);
  }

  /** The file could not be read after all: it is looked at again by every scan until it can. */
  void unreadable(Found file, IOException e, Delta delta) {
    stamps(file.folder()).remove(file.name());
    if (!(e instanceof NoSuchFileException)) {
      problems
          .computeIfAbsent(file.folder(), f -> new TreeMap<>())
          .put(file.name(), unreadable(file.file(), e));
    }
    delta.removed().add(file);
  }

  /** The file's content is not to be trusted yet. */
  void unsettle(Found file) {
    stamps(file.folder())
        .computeIfPresent(
            file.name(), (n, s) -> new Stamp(s.modifiedNanos(), s.size(), s.key(), false));
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
