package io.sixgate.cli.doctor.nat64;

import java.util.Optional;

/**
 * A network device that carries packets of hosts, or of the internet.
 *
 * @param mtu the largest packet, in bytes
 * @param joining whether it joins packets that arrive, by hardware or kernel (LRO, GRO), and how
 *     {@code ethtool} calls that; empty: not known
 * @param toHosts whether hosts are behind it
 * @param toInternet whether the IPv4 internet is
 */
public record NetworkDevice(
    String name, int mtu, Optional<Joining> joining, boolean toHosts, boolean toInternet) {

  /** The two ways of joining packets. */
  public record Joining(boolean gro, boolean lro) {
    /** As {@code ethtool -K} takes it, e.g. {@code gro off lro off}. */
    String off() {
      return ((gro ? "gro off " : "") + (lro ? "lro off" : "")).strip();
    }

    boolean any() {
      return gro || lro;
    }

    /**
     * Reads {@code ethtool -k DEVICE}: lines as {@code generic-receive-offload: on} and {@code
     * large-receive-offload: off [fixed]}.
     */
    static Joining parse(String text) {
      return new Joining(
          text.lines().anyMatch(line -> line.startsWith("generic-receive-offload: on")),
          text.lines().anyMatch(line -> line.startsWith("large-receive-offload: on")));
    }
  }
}
