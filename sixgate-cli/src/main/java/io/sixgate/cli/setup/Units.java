package io.sixgate.cli.setup;

import io.sixgate.inventory.model.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which of the installed units a gateway needs. */
final class Units {
  /** What of an installed package runs, if gateway.yaml asks for it. */
  private record Part(boolean wanted, List<String> units) {}

  private Units() {}

  /**
   * In the order in which they are to start.
   *
   * @param installed names of unit files
   */
  static List<String> of(Gateway gateway, Set<String> installed) {
    List<Part> parts =
        List.of(
            part(
                gateway.embeddedPrefix().isPresent(),
                "sixgate-embedded-route.service",
                "sixgate-embedded-route.path"),
            part(true, "sixgate-sni-router.service"),
            part(true, "sixgate-ssh-forward.service"),
            part(gateway.dns().zoneServer().isPresent(), "sixgate-own-zones.service"),
            part(
                gateway.jump().isPresent(),
                "sixgate-ssh-jump.service",
                "sixgate-jump.path",
                "sixgate-jump.service"),
            // Either of the two translators: a condition of its unit says which the agent chose,
            // and whether it records sessions.
            part(
                gateway.nat64().isPresent(),
                "sixgate-nat64.service",
                "sixgate-jool.service",
                "sixgate-tayga.service",
                "sixgate-nat64-log.service"),
            part(
                gateway.dns().resolver().isPresent(),
                "sixgate-dns64.service",
                "dnsdist@sixgate-resolver.service"),
            part(true, "sixgate-dns-zones.service", "dnsdist@sixgate-zones.service"),
            part(gateway.mail().isPresent(), "sixgate-mail-relay.service"),
            part(true, "sixgate-snmp.service"));
    List<String> units = new ArrayList<>();
    for (Part part : parts) {
      if (part.wanted() && installed.contains(part.units().get(0))) {
        units.addAll(part.units());
      }
    }
    return units;
  }

  private static Part part(boolean wanted, String... units) {
    return new Part(wanted, List.of(units));
  }
}
