package io.sixgate.forward.jump;

import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.OwnAddresses;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps the jump host's keys and configuration equal to the inventory. */
public final class SshJump implements Reconciler<JumpPlan> {
  /** The agent's name, as in {@code sixgate status}. */
  public static final String NAME = "ssh-jump";

  private final InventorySource source;
  private final JumpSettings settings;
  private final OwnAddresses machine;
  private final Sshd sshd;
  private final KeyFolder folder;
  private final KeyTable table = new KeyTable();
  private Inventory inventory;

  public SshJump(InventorySource source, JumpSettings settings) {
    this(source, settings, OwnAddresses.ofThisMachine());
  }

  SshJump(InventorySource source, JumpSettings settings, OwnAddresses machine) {
    this.source = source;
    this.settings = settings;
    this.machine = machine;
    this.sshd = new Sshd(settings);
    this.folder = new KeyFolder(settings.keys());
  }

  @Override
  public JumpPlan plan(Depth depth) throws IOException, InterruptedException {
    inventory = source.readOrTell();
    table.update(inventory, machine.read());
    if (depth == Depth.FULL) {
      folder.read();
    }
    SortedMap<String, String> put = new TreeMap<>();
    table
        .lines()
        .forEach(
            (file, line) -> {
              if (!line.equals(folder.files().get(file))) {
                put.put(file, line);
              }
            });
    TreeSet<String> drop = new TreeSet<>(folder.files().keySet());
    drop.removeAll(table.lines().keySet());
    Optional<String> wanted = SshdConfiguration.render(inventory.gateway(), settings);
    Optional<String> change =
        sshd.configuration().equals(wanted) ? Optional.empty() : Optional.of(wanted.orElse(""));
    Optional<String> missing =
        depth == Depth.FULL
            ? sshd.missing(listeners(), wanted.flatMap(SshdConfiguration::digestOf))
            : Optional.empty();
    return new JumpPlan(
        change,
        change.isPresent() || missing.isPresent(),
        put,
        drop,
        folder.files().size(),
        (wanted.isPresent() ? sshd.reloading() : sshd.stopping()).toString(),
        missing);
  }

  private List<ServerAddress> listeners() {
    return SshdConfiguration.listeners(inventory.gateway());
  }

  /** Keys that go are the first: whoever lost one may be waiting for it. */
  @Override
  public Outcome apply(JumpPlan plan) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    int done = 0;
    for (String file : plan.drop()) {
      try {
        folder.remove(file);
        done++;
      } catch (IOException e) {
        failures.add("the key " + file + " still opens the jump host: " + FailureText.of(e));
      }
    }
    for (Map.Entry<String, String> key : plan.put().entrySet()) {
      try {
        folder.put(key.getKey(), key.getValue());
        done++;
      } catch (IOException e) {
        failures.add("the key " + key.getKey() + " is as it was: " + FailureText.of(e));
      }
    }
    if (plan.reload()) {
      done += configure(plan.configuration(), failures);
    }
    return new Outcome(done, failures);
  }

  private int configure(Optional<String> text, List<String> failures) throws InterruptedException {
    try {
      if (text.equals(Optional.of(""))) {
        // Without the file nothing would be left to do, should it not stop.
        sshd.stop();
        sshd.remove();
        return 1;
      }
      if (text.isPresent()) {
        sshd.configure(text.get());
      }
      Optional<String> missing =
          sshd.reload(listeners(), sshd.configuration().flatMap(SshdConfiguration::digestOf));
      missing.ifPresent(failures::add);
      return missing.isPresent() ? 0 : 1;
    } catch (IOException e) {
      failures.add(FailureText.of(e));
      return 0;
    }
  }

  @Override
  public Facts facts() {
    if (inventory == null) {
      return Facts.none();
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("keys", (long) table.lines().size());
    counts.put("live-keys", (long) folder.files().size());
    List<String> problems = new ArrayList<>(table.problems());
    inventory.problems().stream().map(Problem::toString).forEach(problems::add);
    return new Facts(table.generation(), counts, problems);
  }
}
