package io.sixgate.nat64.tayga;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.FileReplacer;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.nat64.load.ShareLoad;
import io.sixgate.nat64.nft.InnerAddress;
import io.sixgate.nat64.nft.LiveTable;
import io.sixgate.nat64.nft.NftCounter;
import io.sixgate.nat64.nft.NftPlan;
import io.sixgate.nat64.nft.TableRenderer;
import io.sixgate.nat64.nft.TaygaDevice;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** NAT64 by TAYGA and nftables, for kernels that Jool cannot be loaded into. */
public final class Tayga implements Translator<TaygaPlan> {
  private static final String NOT_RUNNING =
      "TAYGA does not run, so hosts do not reach IPv4; start it with: systemctl start sixgate-tayga";

  private final TaygaSettings settings;
  private final LiveTable table;
  private final ShareLoad load;

  public Tayga(TaygaSettings settings) {
    this.settings = settings;
    this.table = new LiveTable(settings.nft(), settings.state());
    this.load = new ShareLoad(settings.conntrack(), settings.statistics(), Clock.systemUTC());
  }

  @Override
  public String name() {
    return "tayga";
  }

  @Override
  public TaygaPlan plan(Optional<Nat64State> desired, boolean full)
      throws IOException, InterruptedException {
    Path file = settings.configuration();
    Optional<String> before =
        Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    NftPlan tablePlan = table.plan(desired.map(TableRenderer::forTayga), full);
    if (desired.isEmpty()) {
      load.clear();
    } else if (full || !load.isOf(desired.get())) {
      load.read(desired.get(), table.refusedByShare());
    }
    TaygaPlan plan =
        new TaygaPlan(
            file, before, desired.map(Tayga::configuration), settings.restart(), tablePlan);
    if (plan.isEmpty() && desired.isPresent() && !isRunning()) {
      throw new IOException(NOT_RUNNING);
    }
    return plan;
  }

  /** Everything that depends on customers is in nftables: see {@link InnerAddress}. */
  static String configuration(Nat64State state) {
    return """
        # Written by sixgate-nat64 for sixgate-tayga; changes are overwritten.
        tun-device %s
        ipv4-addr %s
        prefix %s
        """
        .formatted(TaygaDevice.NAME, new InnerAddress(1).ipv4(), state.prefix());
  }

  /** The tunnel has a carrier while a process holds its other end. */
  private boolean isRunning() {
    try {
      return Files.readString(settings.carrier()).strip().equals("1");
    } catch (IOException e) {
      // There is no such device, or it is down: "Invalid argument".
      return false;
    }
  }

  @Override
  public Outcome apply(TaygaPlan plan) throws IOException, InterruptedException {
    table.apply(plan.table());
    List<String> failures = new ArrayList<>();
    if (plan.rewrites()) {
      Optional<String> text = plan.after();
      if (text.isPresent()) {
        FileReplacer.keepingMode(plan.file()).replace(out -> out.write(text.get()));
      } else {
        Files.deleteIfExists(plan.file());
      }
      try {
        new CommandRunner(Duration.ofSeconds(30), 1 << 16)
            .run(Command.of(settings.restart()))
            .orThrow();
      } catch (IOException e) {
        failures.add(e.getMessage());
      }
    } else if (plan.after().isPresent() && !isRunning()) {
      failures.add(NOT_RUNNING);
    }
    return new Outcome(plan.drift(), failures);
  }

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>(load.counts());
    for (NftCounter counter : NftCounter.values()) {
      counts.put(counter.count(), table.counters().getOrDefault(counter, 0L));
    }
    return counts;
  }

  @Override
  public SortedMap<String, Map<String, Long>> shares() {
    return load.rows();
  }

  @Override
  public List<String> warnings() {
    return load.warnings();
  }
}
