package io.sixgate.nat64.nft;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.file.FileReplacer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table in the kernel, and the file from which it comes after a boot.
 *
 * <p>Rules are compared by what nft lists of them: right after they were loaded that text is kept
 * beside the file, and whoever changes a rule by hand makes it differ. Elements are compared one by
 * one.
 */
public final class LiveTable {
  private final String nft;
  private final Path file;
  private final Path listed;
  private final CommandRunner runner = new CommandRunner(Duration.ofSeconds(60), 256 << 20);

  /** What the kernel has; null if that must be read. */
  private Known known;

  private Map<NftCounter, Long> counters = Map.of();
  private Map<Integer, Long> refusedByShare = Map.of();

  /** What the file was seen to hold; null if it must be read. */
  private NftTable written;

  /**
   * The table as it is.
   *
   * @param skeleton the one that its rules were loaded from; empty if they are not ours, or changed
   */
  private record Known(
      boolean present,
      Optional<String> skeleton,
      SortedMap<String, SortedMap<String, String>> elements) {}

  /**
   * A table.
   *
   * @param nft the program
   * @param folder of the files
   */
  public LiveTable(String nft, Path folder) {
    this.nft = nft;
    this.file = folder.resolve("nftables.nft");
    this.listed = folder.resolve("nftables.listed");
  }

  /**
   * What is to be done.
   *
   * @param desired empty if there should be no table
   * @param full whether the kernel is read
   */
  public NftPlan plan(Optional<NftTable> desired, boolean full)
      throws IOException, InterruptedException {
    if (full || known == null) {
      known = read();
    }
    return NftPlan.between(
        desired, known.present(), known.skeleton(), known.elements(), !isWritten(desired, full));
  }

  private boolean isWritten(Optional<NftTable> desired, boolean full) throws IOException {
    if (full || desired.isEmpty() || !desired.get().equals(written)) {
      written = null;
      if (!Files.exists(file)) {
        return desired.isEmpty();
      }
      if (desired.isEmpty() || !Files.readString(file).equals(desired.get().text())) {
        return false;
      }
      written = desired.get();
    }
    return true;
  }

  private Known read() throws IOException, InterruptedException {
    CommandResult text =
        runner.run(nft("-nn", "-t", "-s", "list", "table", "inet", "sixgate_nat64"));
    if (text.status() != 0 && text.errors().contains("No such file or directory")) {
      counters = Map.of();
      refusedByShare = Map.of();
      return new Known(false, Optional.empty(), new TreeMap<>());
    }
    Listing listing =
        Listing.parse(
            runner.run(nft("-nn", "-j", "list", "table", "inet", "sixgate_nat64")).orThrow());
    counters = listing.counters();
    refusedByShare = listing.refusedByShare();
    return new Known(true, skeletonOf(text.orThrow()), listing.elements());
  }

  /** {@code listed} holds the skeleton, a line of its own, and what nft made of it. */
  private Optional<String> skeletonOf(String listing) throws IOException {
    if (!Files.exists(listed)) {
      return Optional.empty();
    }
    String[] parts = Files.readString(listed).split("(?m)^----\n", 2);
    return parts.length == 2 && parts[1].equals(listing) ? Optional.of(parts[0]) : Optional.empty();
  }

  private Command nft(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = nft;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Command.of(all);
  }

  /**
   * Carries the plan out: nft checks it, then the file is replaced, then the kernel takes it whole
   * or not at all.
   */
  public void apply(NftPlan plan) throws IOException, InterruptedException {
    if (plan.isEmpty()) {
      return;
    }
    known = null;
    String commands = plan.text();
    if (!commands.isEmpty()) {
      runner.run(nft("-c", "-f", "-").withInput(commands)).orThrow();
    }
    Optional<NftTable> desired = plan.desired();
    if (desired.isPresent()) {
      String text = desired.get().text();
      FileReplacer.withMode(file, "rw-r-----").replaceIfChanged(out -> out.write(text));
    } else {
      Files.deleteIfExists(file);
    }
    if (!commands.isEmpty()) {
      runner.run(nft("-f", "-").withInput(commands)).orThrow();
    }
    if (desired.isEmpty()) {
      known = new Known(false, Optional.empty(), new TreeMap<>());
      return;
    }
    if (plan.whole()) {
      String skeleton = desired.get().skeleton();
      String listing =
          runner.run(nft("-nn", "-t", "-s", "list", "table", "inet", "sixgate_nat64")).orThrow();
      FileReplacer.withMode(listed, "rw-r-----")
          .replace(out -> out.write(skeleton + "----\n" + listing));
    }
    known = new Known(true, Optional.of(desired.get().skeleton()), desired.get().elements());
  }

  /** As of the last full read. */
  public Map<NftCounter, Long> counters() {
    return counters;
  }

  /** Packets above a share's number of sessions, by mark, as of the last full read. */
  public Map<Integer, Long> refusedByShare() {
    return refusedByShare;
  }
}
