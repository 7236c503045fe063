package io.sixgate.nat64.machine;

import io.sixgate.agent.kernel.Sysctl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the kernel passes packets on, which it does not unless told.
 *
 * @param off names of the sysctls that should be 1 and are not
 */
public record Forwarding(List<String> off) {
  private static final List<String> NEEDED =
      List.of("net.ipv4.ip_forward", "net.ipv6.conf.all.forwarding");

  public Forwarding {
    off = List.copyOf(off);
  }

  /**
   * Asks the kernel.
   *
   * @param proc {@code /proc}
   */
  public static Forwarding read(Path proc) throws IOException {
    List<String> off = new ArrayList<>();
    for (String name : NEEDED) {
      if (Sysctl.read(proc, name).equals("0")) {
        off.add(name);
      }
    }
    return new Forwarding(off);
  }

  /** One for each that is off. */
  public List<Hindrance> hindrances() {
    return off.stream()
        .map(
            name ->
                new Hindrance(
                    name + " is 0: this machine passes nothing on",
                    "sysctl -w %s=1, and in /etc/sysctl.d".formatted(name)))
        .toList();
  }
}
