package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.inventory.edit.EditRefused;
import io.sixgate.inventory.edit.HostText;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Changes of host files that belong together. All are checked before the first is written; nothing
 * is written if the inventory would have a problem that it has not now.
 */
final class HostEdit {
  private final Path folder;
  private final Inventory before;
  private final Map<HostId, InventoryFile> files = new TreeMap<>();
  private final Map<HostId, String> after = new TreeMap<>();
  private final List<Problem> refused = new ArrayList<>();

  /** What a host's text becomes. */
  @FunctionalInterface
  interface Change {
    String of(HostText text) throws EditRefused;
  }

  private HostEdit(Path folder, Inventory before) {
    this.folder = folder;
    this.before = before;
  }

  /**
   * Begins with the inventory as it is.
   *
   * @throws IOException if it cannot be used
   */
  static HostEdit of(Places places) throws IOException {
    return of(places.inventoryFolder());
  }

  /** As {@link #of(Places)}. */
  static HostEdit of(Path folder) throws IOException {
    return new HostEdit(folder, Places.read(folder).orThrow());
  }

  /** The inventory without the changes. */
  Inventory before() {
    return before;
  }

  /**
   * One change more, on top of those made to this host already.
   *
   * @throws IOException if the host has no file
   */
  void change(HostId host, Change change) throws IOException {
    FileInventory inventory = new FileInventory(folder);
    InventoryFile file = files.get(host);
    if (file == null) {
      file = InventoryFile.read(inventory.path(host), FileInventory.file(host));
      files.put(host, file);
    }
    if (file.content().isEmpty()) {
      throw new NoSuchFileException(inventory.path(host).toString());
    }
    try {
      byte[] now =
          after.containsKey(host)
              ? after.get(host).getBytes(StandardCharsets.UTF_8)
              : file.content().get();
      after.put(host, change.of(HostText.of(now, file.file())));
    } catch (EditRefused e) {
      refused.add(e.problem());
    }
  }

  /** A host that has no file yet. */
  void create(HostId host, String text) throws IOException {
    FileInventory inventory = new FileInventory(folder);
    files.put(host, InventoryFile.read(inventory.path(host), FileInventory.file(host)));
    after.put(host, text);
  }

  void refuse(Problem problem) {
    refused.add(problem);
  }

  /** What would be wrong that is right now. */
  List<Problem> problems() throws IOException {
    if (!refused.isEmpty()) {
      return refused;
    }
    return NewProblems.between(before.problems(), imagined().problems());
  }

  private Inventory imagined() throws IOException {
    Map<HostId, byte[]> contents = new TreeMap<>();
    after.forEach((host, text) -> contents.put(host, text.getBytes(StandardCharsets.UTF_8)));
    try {
      return new FileInventory(folder).imagine(contents);
    } catch (InventoryUnavailable e) {
      throw new IOException("the inventory cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * As {@link #problems}, and one more if the host would not have what the change is for.
   *
   * @param path of what is changed, e.g. {@code ssh.port}
   */
  List<Problem> problems(HostId host, String path, String value, Predicate<Host> served)
      throws IOException {
    List<Problem> problems = problems();
    if (!problems.isEmpty() || imagined().host(host).filter(served).isPresent()) {
      return problems;
    }
    return List.of(
        new Problem(
            new Place(FileInventory.file(host), 1, 1),
            path,
            value,
            "it would not be served, for other problems of the host or its customer",
            "mend those first; \"sixgate check\" shows them"));
  }

  /** Takes back what was changed so far. */
  void undo() {
    after.clear();
    refused.clear();
  }

  /** All changes as one diff. */
  String diff() {
    StringBuilder diff = new StringBuilder();
    after.forEach((host, text) -> diff.append(files.get(host).diff(text)));
    return diff.toString();
  }

  /**
   * Writes the changed files, each whole.
   *
   * @throws IOException if one could not be written, or somebody else wrote it meanwhile; those
   *     before it are written
   */
  void write() throws IOException {
    for (Map.Entry<HostId, String> entry : after.entrySet()) {
      files.get(entry.getKey()).replace(entry.getValue());
    }
  }

  /**
   * As {@link #write()}, for what only one host may have: of two commands that give it to two hosts
   * at the same time, each sees it free, and writes another file.
   *
   * @throws IOException also if the host does not have it then; its files are as they were before
   */
  void write(HostId host, Predicate<Host> served) throws IOException {
    write();
    if (Places.read(folder).orThrow().host(host).filter(served).isPresent()) {
      return;
    }
    for (HostId changed : after.keySet()) {
      InventoryFile former = files.get(changed);
      InventoryFile.read(former.path(), former.file())
          .replace(new String(former.content().orElseThrow(), StandardCharsets.UTF_8));
    }
    throw new IOException(
        "another host was given the same at the same time; " + host + " is as it was, try again");
  }

  /** Tells why nothing was written. */
  static int refused(List<Problem> problems, PrintWriter err) {
    problems.forEach(err::println);
    err.println("nothing was written");
    return ExitCode.FAILED;
  }

  /** Whether the host has a file at all. */
  Optional<InventoryFile> file(HostId host) throws IOException {
    FileInventory inventory = new FileInventory(folder);
    InventoryFile file = InventoryFile.read(inventory.path(host), FileInventory.file(host));
    return file.content().isEmpty() ? Optional.empty() : Optional.of(file);
  }
}
