package io.sixgate.inventory.files;

import io.sixgate.inventory.files.FileTree.Delta;
import io.sixgate.inventory.files.FileTree.Found;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The inventory in a folder of YAML files. While it is watched, a read costs what the watch saw;
 * else it costs one stat per file. The content of a file is read only if its time, size or inode
 * changed.
 */
public final class FileInventory implements InventorySource {
  /**
   * A file that makes no sense and is younger than this may be half written; what it said before
   * stands until then.
   */
  private static final long GRACE_MILLIS = 200;

  /** Agents read at least so often. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** So many files are worth a second core's threads, however long they are. */
  private static final int MANY = 1000;

  private final Path folder;
  private final Clock clock;
  private final FileTree tree;
  private final ChangedFiles files;
  private final Dirt dirt = new Dirt();
  private final Set<Found> doubtful = new HashSet<>();
  private Assembly assembly = new Assembly();

  /** Of a snapshot that was let go: then nothing is in the assembly. */
  private Optional<Remnant> remnant = Optional.empty();

  private List<Problem> gatewayProblems = List.of();
  private volatile FolderWatch watch;
  private long filesRead;
  private Instant wakeTime = Instant.MIN;

  /** The inventory in this folder, which may be a symbolic link and need not exist yet. */
  public FileInventory(Path folder) {
    this(folder, Clock.systemUTC());
  }

  FileInventory(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.tree = new FileTree(folder, clock);
    this.files = new ChangedFiles(folder, tree, dirt);
    dirt.addAll();
  }

  @Override
  public synchronized Inventory read() throws InventoryUnavailable {
    return read(look());
  }

  @Override
  public synchronized Optional<Inventory> readIfChanged() throws InventoryUnavailable {
    Delta delta = look();
    Optional<Remnant> same =
        remnant.filter(left -> left.isSame(delta, tree.problems(), clock.instant()));
    same.flatMap(Remnant::until).ifPresent(this::wakeAt);
    return same.isPresent() ? Optional.empty() : Optional.of(read(delta));
  }

  @Override
  public synchronized void forget() {
    if (assembly.gateway().isPresent()) { // else there is nothing that could be the same
      remnant = Optional.of(new Remnant(tree.problems(), clock.instant(), assembly.nextChange()));
      assembly = new Assembly();
    }
  }

  private Inventory read(Delta found) throws InventoryUnavailable {
    Delta delta = remnant.isEmpty() ? found : tree.everything();
    remnant = Optional.empty();
    List<Parsed> parsed = parse(delta);
    delta.removed().forEach(this::remove);
    parsed.forEach(this::put);
    if (assembly.gateway().isEmpty()) {
      throw new InventoryUnavailable(
          gatewayProblems.isEmpty() ? List.of(noGateway()) : gatewayProblems);
    }
    Inventory read = assembly.assemble(tree.problems(), clock.instant());
    assembly.nextChange().ifPresent(this::wakeAt);
    return read;
  }

  /** Where the host's file is, or would be. */
  public Path path(HostId host) {
    return tree.path(found(host));
  }

  /** The host's file as problems name it: {@code acme/web1.yaml}. */
  public static String file(HostId host) {
    return found(host).file();
  }

  /** Whether a host may have this name: {@code customer.yaml} is the customer's own. */
  public static boolean isHost(HostId host) {
    return !found(host).name().equals(FileNames.CUSTOMER);
  }

  /**
   * What a read would give if the host's file had this content. It costs one file more than the
   * read before it. This object is of no use after that.
   */
  public Inventory imagine(HostId host, byte[] content) throws InventoryUnavailable {
    return imagine(Map.of(host, content));
  }

  /** As {@link #imagine(HostId, byte[])}, for several hosts at once. */
  public synchronized Inventory imagine(Map<HostId, byte[]> contents) throws InventoryUnavailable {
    read();
    contents.forEach(
        (host, content) -> {
          List<Problem> problems = new ArrayList<>();
          Optional<HostDeclaration> declared =
              HostReader.read(host, content, file(host), problems::add);
          assembly.putHost(host, declared, problems);
        });
    return assembly.assemble(tree.problems(), clock.instant());
  }

  /** Where a file beside gateway.yaml is, or would be. */
  public Path beside(String name) {
    return folder.resolve(name);
  }

  private static Found found(HostId host) {
    return new Found(host.customer().text(), host.host() + ".yaml");
  }

  /** Makes the next read look at every file, whether or not the watch saw anything. */
  public void rescan() {
    dirt.addAll();
  }

  @Override
  public AutoCloseable watch(Runnable onChange) {
    dirt.addAll();
    FolderWatch started = new FolderWatch(folder, dirt, onChange);
    watch = started;
    wakeTime = Instant.MIN;
    return () -> {
      started.close();
      if (watch == started) {
        watch = null;
      }
    };
  }

  private Delta look() throws InventoryUnavailable {
    boolean watched = watch != null && watch.seesEverything();
    return files.look(watched, doubtful.stream().filter(file -> !isYoung(file)).toList());
  }

  private static Problem noGateway() {
    return new Problem(
        new Place(FileNames.GATEWAY, 1, 1),
        "",
        "",
        "it is missing, and without it nothing is known about the gateway",
        "write it, with addresses:, provider-prefixes: and customer-prefixes:");
  }

  private List<Parsed> parse(Delta delta) {
    Set<Found> changed = new HashSet<>(delta.changed());
    filesRead += changed.size();
    Stream<Found> all = changed.size() < MANY ? changed.stream() : changed.parallelStream();
    List<Parsed> good = new ArrayList<>();
    for (Parsed parsed : all.map(file -> Parsed.read(file, tree::readable)).toList()) {
      if (parsed.failure().isPresent()) {
        tree.unreadable(parsed.file(), parsed.failure().get(), delta);
      } else {
        good.add(parsed);
      }
    }
    return good;
  }

  private void put(Parsed parsed) {
    Found file = parsed.file();
    doubtful.remove(file);
    if (!parsed.isUsable() && isServed(file) && isYoung(file)) {
      doubtful.add(file);
      tree.unsettle(file);
      lookAgainLater();
      return;
    }
    if (file.folder().equals(FileNames.ROOT)) {
      gatewayProblems = ProblemLimit.of(parsed.problems());
      assembly.putGateway(parsed.gateway());
    } else if (file.name().equals(FileNames.CUSTOMER)) {
      assembly.putCustomer(new Label(file.folder()), parsed.customer(), parsed.problems());
    } else {
      // Kept for each of many hosts: the instance that its declaration has already.
      HostId id = parsed.host().map(HostDeclaration::id).orElseGet(() -> Parsed.id(file));
      assembly.putHost(id, parsed.host(), parsed.problems());
    }
  }

  private boolean isServed(Found file) {
    if (file.folder().equals(FileNames.ROOT)) {
      return assembly.gateway().isPresent();
    }
    return file.name().equals(FileNames.CUSTOMER)
        ? assembly.hasUsable(new Label(file.folder()))
        : assembly.hasUsable(Parsed.id(file));
  }

  private boolean isYoung(Found file) {
    long age = clock.millis() - tree.modifiedMillis(file);
    return age >= 0 && age < GRACE_MILLIS;
  }

  private void lookAgainLater() {
    FolderWatch watching = watch;
    if (watching != null) {
      CompletableFuture.delayedExecutor(GRACE_MILLIS, TimeUnit.MILLISECONDS)
          .execute(watching::wake);
    }
  }

  /** What begins or ends by itself is a change as well. */
  private void wakeAt(Instant time) {
    FolderWatch watching = watch;
    Duration wait = Duration.between(clock.instant(), time);
    // What is farther away is found by one of the reads that agents make in any case.
    if (watching == null || time.equals(wakeTime) || wait.compareTo(LONGEST_WAIT) > 0) {
      return;
    }
    wakeTime = time;
    // A millisecond more: the clock is read anew then, and must not be before that time.
    long millis = Math.max(0, wait.toMillis()) + 1;
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(watching::wake);
  }

  private void remove(Found file) {
    doubtful.remove(file);
    if (file.folder().equals(FileNames.ROOT)) {
      gatewayProblems = List.of();
      assembly.putGateway(Optional.empty());
    } else if (file.name().equals(FileNames.CUSTOMER)) {
      assembly.removeCustomer(new Label(file.folder()));
    } else {
      assembly.removeHost(Parsed.id(file));
    }
  }

  /** How many files' contents were read so far. */
  synchronized long filesRead() {
    return filesRead;
  }

  /** As if the kernel's queue of events had overflowed. */
  void overflow() {
    dirt.addAll();
    watch.wake();
  }
}
