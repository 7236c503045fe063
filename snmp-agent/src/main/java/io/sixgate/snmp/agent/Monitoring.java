package io.sixgate.snmp.agent;

import io.sixgate.agent.log.FailureText;
import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Facts;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Snmp;
import io.sixgate.inventory.model.Snmp.Receiver;
import io.sixgate.snmp.engine.Listening;
import io.sixgate.snmp.engine.Passphrases;
import io.sixgate.snmp.engine.Sending;
import io.sixgate.snmp.engine.SnmpEngine;
import io.sixgate.snmp.metrics.MetricsPage;
import io.sixgate.snmp.metrics.PageSettings;
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

  private final DesiredReader reader;
  private final SecretFiles secrets;
  private final Path identity;
  private final Watcher watcher;

  private Optional<SnmpEngine> engine = Optional.empty();
  private Optional<MetricsPage> page = Optional.empty();
  private Optional<Ends> wanted = Optional.empty();
  private List<String> problems = List.of();

  /**
   * An agent that does not listen yet.
   *
   * @param secrets the folder with passphrases
   * @param state the folder for what has to last from start to start
   */
  public Monitoring(InventorySource source, Path secrets, Path state, Watcher watcher) {
    this.reader = new DesiredReader(source, System::nanoTime);
    this.secrets = new SecretFiles(secrets);
    this.identity = state.resolve("engine");
    this.watcher = watcher;
  }

  @Override
  public ListenPlan plan(Depth depth) throws IOException {
    Desired desired = reader.read();
    watcher.follow(desired);
    Snmp settings = desired.gateway().snmp();
    watcher.herald().pace(settings.noticesPerMinute());
    List<String> found = new ArrayList<>();
    Ends ends =
        new Ends(
            Optional.of(listening(settings, found)),
            Optional.of(new PageSettings(settings.metrics(), settings.customersInMetrics())));
    problems = List.copyOf(found);
    wanted = Optional.of(ends);
    return new ListenPlan(
        new Ends(engine.map(SnmpEngine::listening), page.map(MetricsPage::settings)), ends);
  }

  private Listening listening(Snmp snmp, List<String> found) {
    SortedMap<Label, Passphrases> users = new TreeMap<>();
    for (Label user : snmp.users()) {
      secrets.of(user, found::add).ifPresent(secret -> users.put(user, secret));
    }
    Sending sending = sending(snmp, users, found);
    Optional<String> community =
        snmp.listen().isLoopback() ? Optional.of(secrets.community(found::add)) : Optional.empty();
    return new Listening(snmp.listen(), community, users, sending);
  }

  private Sending sending(Snmp snmp, SortedMap<Label, Passphrases> known, List<String> found) {
    SortedMap<Label, Passphrases> users = new TreeMap<>();
    List<Receiver> receivers = new ArrayList<>();
    for (Receiver receiver : snmp.receivers()) {
      if (receiver.user().isPresent()) {
        Label user = receiver.user().get();
        Optional<Passphrases> secret =
            Optional.ofNullable(known.get(user)).or(() -> secrets.of(user, found::add));
        if (secret.isEmpty()) {
          continue;
        }
        users.put(user, secret.get());
      }
      receivers.add(receiver);
    }
    boolean plain = receivers.stream().anyMatch(receiver -> receiver.user().isEmpty());
    return new Sending(receivers, plain ? secrets.community(problem -> {}) : "", users);
  }

  /** One that cannot be opened does not keep the other one from answering. */
  @Override
  public Outcome apply(ListenPlan plan) throws IOException {
    int done = 0;
    List<String> failures = new ArrayList<>();
    if (!plan.isSnmpRight()) {
      try {
        open(plan.after().snmp().orElseThrow());
        done++;
      } catch (IOException e) {
        failures.add(FailureText.of(e));
      }
    }
    if (!plan.isPageRight()) {
      try {
        open(plan.after().metrics().orElseThrow());
        done++;
      } catch (IOException e) {
        failures.add(FailureText.of(e));
      }
    }
    return new Outcome(done, failures);
  }

  /** On another port the former one answers until the new one does, and on if that cannot. */
  private void open(Listening listening) throws IOException {
    if (engine.filter(now -> now.listening().address().equals(listening.address())).isPresent()) {
      closeEngine();
    }
    SnmpEngine next =
        SnmpEngine.open(
            listening,
            identity,
            Watcher.ROOTS,
            watcher::snapshot,
            watcher.refused(),
            watcher.upTime());
    closeEngine();
    engine = Optional.of(next);
    watcher.herald().speak(next);
  }

  private void open(PageSettings settings) throws IOException {
    if (page.filter(now -> now.settings().address().equals(settings.address())).isPresent()) {
      closePage();
    }
    MetricsPage next = MetricsPage.open(settings, watcher::seen, watcher.refused());
    closePage();
    page = Optional.of(next);
  }

  @Override
  public Facts facts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    wanted.flatMap(Ends::snmp).ifPresent(snmp -> counts.put("users", (long) snmp.users().size()));
    counts.put("writes-refused", watcher.refused().writes());
    counts.put("strangers-refused", watcher.refused().strangers());
    counts.put("notices-sent", watcher.herald().sent());
    counts.put("notices-waiting", (long) watcher.herald().waiting());
    return new Facts(
        wanted.map(ends -> Integer.toHexString(ends.lines().hashCode())).orElse(""),
        counts,
        problems);
  }

  private void closeEngine() throws IOException {
    if (engine.isPresent()) {
      engine.get().close();
      engine = Optional.empty();
    }
  }

  private void closePage() {
    page.ifPresent(MetricsPage::close);
    page = Optional.empty();
  }

  @Override
  public void close() throws IOException {
    closePage();
    closeEngine();
  }
}
