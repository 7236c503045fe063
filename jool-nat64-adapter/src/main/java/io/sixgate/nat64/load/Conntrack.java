package io.sixgate.nat64.load;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.nat64.nft.InnerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The kernel's table of sessions.
 *
 * @param program {@code conntrack}
 * @param statistics {@code /proc/net/stat/nf_conntrack}
 */
record Conntrack(String program, Path statistics) {
  /** Some 170 bytes a session. */
  private static final CommandRunner RUNNER = new CommandRunner(Duration.ofSeconds(30), 256 << 20);

  /** Sessions behind TAYGA: those that have a port of the pool. */
  List<OutwardSession> withPort() throws IOException, InterruptedException {
    return list(false, "ipv4", "--orig-src", InnerAddress.NETWORK);
  }

  /** Sessions in front of TAYGA: those that hosts asked for. */
  List<OutwardSession> wanted(Ipv6Prefix prefix) throws IOException, InterruptedException {
    return list(true, "ipv6", "--orig-dst", prefix.toString());
  }

  private List<OutwardSession> list(boolean front, String family, String end, String network)
      throws IOException, InterruptedException {
    Command command = Command.of(program, "-L", "-f", family, end, network);
    return OutwardSession.parse(RUNNER.run(command).orThrow(), front);
  }

  /**
   * Sessions of the whole machine that did not get into the table since it was started: mostly
   * those for which no port was free. One line for each processor, in hexadecimal:
   *
   * <pre>
   * entries  clashres found new invalid ignore delete chainlength insert insert_failed drop …
   * 0000000c 00000000 …
   * </pre>
   *
   * @throws IOException if the kernel has no such file, or it is another
   */
  long insertFailed() throws IOException {
    List<String> lines = Files.readAllLines(statistics);
    List<String> names =
        lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).trim().split("\\s+"));
    int column = names.indexOf("insert_failed");
    long sum = 0;
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] values = line.trim().split("\\s+");
      if (column < 0 || values.length <= column) {
        throw new IOException(statistics + " has no column insert_failed");
      }
      try {
        sum += Long.parseLong(values[column], 16);
      } catch (NumberFormatException e) {
        throw new IOException(statistics + ": " + values[column] + " is no number", e);
      }
    }
    return sum;
  }
}
