package io.sixgate.snmp.agent;

import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Snmp;
import io.sixgate.snmp.engine.Listening;
import io.sixgate.snmp.engine.Passphrases;
import io.sixgate.snmp.engine.SnmpEngine;
import io.sixgate.snmp.mib.SixgateMib;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Listens as gateway.yaml says. The server that it keeps equal to the inventory is its own. */
public final class Monitoring implements Reconciler<ListenPlan>, Closeable {
  /** The agent's name, as in {@code sixgate status}. */
  public static final String NAME = "snmp";

  private final InventorySource source;
  private final SecretFiles secrets;
  private final Path identity;
  private final Watcher watcher;

  private Optional<SnmpEngine> engine = Optional.empty();
  private Optional<Listening> wanted = Optional.empty();
  private List<String> problems = List.of();

  /**
   * An agent that does not listen yet.
   *
   * @param secrets the folder with passphrases
   * @param state the folder for what has to last from start to start
   */
  public Monitoring(InventorySource source, Path secrets, Path state, Watcher watcher) {
    this.source = source;
    this.secrets = new SecretFiles(secrets);
    this.identity = state.resolve("engine");
    this.watcher = watcher;
  }

  @Override
  public ListenPlan plan(Depth depth) throws IOException {
    Inventory inventory = source.readOrTell();
    watcher.follow(inventory);
    List<String> found = new ArrayList<>();
    Listening listening = wanted(inventory.gateway().snmp(), found);
    problems = List.copyOf(found);
    wanted = Optional.of(listening);
    return new ListenPlan(engine.map(SnmpEngine::listening), listening);
  }

  private Listening wanted(Snmp snmp, List<String> found) {
    SortedMap<Label, Passphrases> users = new TreeMap<>();
    for (Label user : snmp.users()) {
      secrets.of(user, found::add).ifPresent(secret -> users.put(user, secret));
    }
    Optional<String> community =
        snmp.listen().isLoopback() ? Optional.of(secrets.community(found::add)) : Optional.empty();
    return new Listening(snmp.listen(), community, users);
  }

  @Override
  public Outcome apply(ListenPlan plan) throws IOException {
    boolean samePort =
        plan.before().filter(was -> was.address().equals(plan.after().address())).isPresent();
    if (samePort) {
      close();
    }
    // On another port: the former one answers until this one does, and on if it cannot.
    SnmpEngine next =
        SnmpEngine.open(
            plan.after(), identity, List.of(SixgateMib.ROOT), watcher::snapshot, watcher.refused());
    close();
    engine = Optional.of(next);
    return Outcome.complete(1);
  }

  @Override
  public Facts facts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    wanted.ifPresent(listening -> counts.put("users", (long) listening.users().size()));
    counts.put("writes-refused", watcher.refused().writes());
    counts.put("strangers-refused", watcher.refused().strangers());
    return new Facts(
        wanted.map(listening -> Integer.toHexString(listening.lines().hashCode())).orElse(""),
        counts,
        problems);
  }

  @Override
  public void close() throws IOException {
    if (engine.isPresent()) {
      engine.get().close();
      engine = Optional.empty();
    }
  }
}
