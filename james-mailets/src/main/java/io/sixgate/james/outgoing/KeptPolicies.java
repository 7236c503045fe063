package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.WrongValueException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Policies on disk, so that who restarts the relay does not open the way for who suppresses a
 * record.
 *
 * <p>A file of lines {@code UNTIL DOMAIN ID MODE SERVER…}, UNTIL in seconds since 1970; the last
 * line of a domain counts. Written on at each policy that is fetched, written anew at start.
 */
final class KeptPolicies {
  private static final Logger LOG = LoggerFactory.getLogger(KeptPolicies.class);
  private static final String ENFORCED = "enforce";

  /**
   * One policy.
   *
   * @param id by which the domain announced it
   */
  record Kept(String id, StsPolicy policy, Instant until) {}

  private final Path file;
  private boolean complained;

  KeptPolicies(Path file) {
    this.file = file;
  }

  /**
   * Those that are in force. What cannot be read is left out: it is fetched again, as it was once.
   */
  Map<Hostname, Kept> load(Instant now) throws IOException {
    Map<Hostname, Kept> all = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        read(line, all);
      }
    }
    all.values().removeIf(kept -> kept.until().isBefore(now));
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
      for (Map.Entry<Hostname, Kept> each : all.entrySet()) {
        out.write(line(each.getKey(), each.getValue()));
      }
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return all;
  }

  private static void read(String line, Map<Hostname, Kept> into) {
    String[] words = line.split(" ");
    if (words.length < 4 || !words[0].matches("[0-9]{1,12}")) {
      return; // the end of a line that a crash cut off, say
    }
    try {
      Instant until = Instant.ofEpochSecond(Long.parseLong(words[0]));
      List<String> servers = List.of(words).subList(4, words.length);
      into.put(
          Hostname.parse(words[1]),
          new Kept(
              words[2],
              new StsPolicy(words[3].equals(ENFORCED), servers, StsPolicy.LONGEST),
              until));
    } catch (WrongValueException e) {
      LOG.warn("mta-sts-policy-lost text={}", e.getMessage());
    }
  }

  synchronized void add(Hostname domain, Kept kept) {
    try {
      Files.writeString(
          file,
          line(domain, kept),
          StandardCharsets.ISO_8859_1,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      complained = false;
    } catch (IOException e) {
      if (!complained) {
        LOG.warn("mta-sts-policy-not-kept domain={} text={}", domain, e.getMessage());
      }
      complained = true;
    }
  }

  private static String line(Hostname domain, Kept kept) {
    return "%d %s %s %s %s%n"
        .formatted(
            kept.until().getEpochSecond(),
            domain,
            kept.id(),
            kept.policy().enforced() ? ENFORCED : "other",
            String.join(" ", kept.policy().servers()));
  }
}
