package io.sixgate.james.inventory;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.InventoryUnavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inventory as it is now, followed by a thread of its own. */
public final class FollowedInventory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedInventory.class);

  /** A watch can miss what happened while the folder was unmounted, say. */
  private static final long AUDIT_SECONDS = 60;

  private final InventorySource source;
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "sixgate-inventory");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Consumer<Inventory>> listeners = new CopyOnWriteArrayList<>();
  private final AutoCloseable watch;
  private volatile Inventory current;
  private volatile List<String> problems = List.of();

  /**
   * Reads once before it returns, so that nobody is refused for a moment at start; an inventory
   * that cannot be used then is tried again.
   */
  public FollowedInventory(InventorySource source) {
    this.source = source;
    this.watch = source.watch(() -> reader.execute(this::read));
    read();
    ScheduledFuture<?> unused = // read() throws nothing
        reader.scheduleWithFixedDelay(this::read, AUDIT_SECONDS, AUDIT_SECONDS, TimeUnit.SECONDS);
  }

  public static FollowedInventory of(Path folder) {
    return new FollowedInventory(new FileInventory(folder));
  }

  /** The last good snapshot; empty if there never was one. */
  public Optional<Inventory> current() {
    return Optional.ofNullable(current);
  }

  /** What is wrong in it, or why it cannot be used. */
  public List<String> problems() {
    return problems;
  }

  /** Calls back with each new snapshot, on the reading thread; at once if there is one already. */
  public void onChange(Consumer<Inventory> listener) {
    listeners.add(listener);
    Inventory now = current;
    if (now != null) {
      listener.accept(now);
    }
  }

  /** Reads it again soon, changed or not. */
  public void readAgain() {
    reader.execute(this::read);
  }

  private synchronized void read() {
    try {
      Inventory read = source.read();
      if (!read.equals(current)) {
        current = read;
        listeners.forEach(listener -> listener.accept(read));
      }
      tell(read.problems().stream().map(Object::toString).toList());
    } catch (InventoryUnavailable e) {
      tell(e.problems().stream().map(Object::toString).toList());
    } catch (RuntimeException e) {
      LOG.error("the inventory was not read; the last one stays in force", e);
    }
  }

  private void tell(List<String> now) {
    List<String> before = problems;
    problems = now;
    now.stream()
        .filter(text -> !before.contains(text))
        .forEach(text -> LOG.warn("problem {}", text));
    before.stream()
        .filter(text -> !now.contains(text))
        .forEach(text -> LOG.info("problem-solved {}", text));
  }

  @Override
  public void close() {
    reader.shutdownNow();
    try {
      watch.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("watch-not-closed", e);
    }
  }
}
