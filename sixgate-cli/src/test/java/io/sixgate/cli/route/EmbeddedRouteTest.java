package io.sixgate.cli.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sixgate.agent.command.Command;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedRouteTest {
  private static final Ipv6Prefix PREFIX = Ipv6Prefix.parse("2001:db8:64::/96");
  private static final Ipv6Prefix FORMER = Ipv6Prefix.parse("2001:db8:65::/96");
  private static final String ADD = "ip -6 route replace local 2001:db8:64::/96 dev lo proto 164";
  private static final String REMOVE_FORMER =
      "ip -6 route del local 2001:db8:65::/96 dev lo proto 164";
  private static final String SYSCTL = "sysctl -qw net.ipv6.ip_nonlocal_bind=1";

  private static List<String> plan(
      Optional<Ipv6Prefix> prefix, boolean nonlocal, LocalRoute... routes) {
    return new EmbeddedRoute(List.of(routes), nonlocal)
        .plan(prefix).stream().map(Command::toString).toList();
  }

  @Test
  void aFreshMachineGetsRouteAndSysctl() {
    assertEquals(List.of(ADD, SYSCTL), plan(Optional.of(PREFIX), false));
  }

  @Test
  void whatIsRightIsLeftAlone() {
    assertEquals(List.of(), plan(Optional.of(PREFIX), true, new LocalRoute(PREFIX, "164")));
    assertEquals(List.of(), plan(Optional.of(PREFIX), true, new LocalRoute(PREFIX, "boot")));
  }

  @Test
  void aWiderRouteOfTheOperatorLeadsHereAsWell() {
    LocalRoute wider = new LocalRoute(Ipv6Prefix.parse("2001:db8:64::/64"), "static");
    assertEquals(List.of(), plan(Optional.of(PREFIX), true, wider));
  }

  @Test
  void aNewPrefixComesBeforeTheFormerOneGoes() {
    assertEquals(
        List.of(ADD, REMOVE_FORMER),
        plan(Optional.of(PREFIX), true, new LocalRoute(FORMER, "164")));
  }

  @Test
  void withoutPrefixOursGoesAndThatOfOthersStays() {
    assertEquals(
        List.of(REMOVE_FORMER),
        plan(
            Optional.empty(),
            false,
            new LocalRoute(FORMER, "164"),
            new LocalRoute(PREFIX, "static")));
  }

  @Test
  void theKernelsRoutesAreReadWithTheirMaker() throws IOException {
    assertEquals(
        List.of(
            new LocalRoute(Ipv6Prefix.parse("::1/128"), "kernel"),
            new LocalRoute(PREFIX, "164"),
            new LocalRoute(Ipv6Prefix.parse("::/0"), "boot")),
        KernelReading.routes(
            """
            [{"type":"local","dst":"::1","dev":"lo","protocol":"kernel","metric":0,"flags":[]},
             {"type":"local","dst":"2001:db8:64::/96","dev":"lo","protocol":"164","metric":1024},
             {"type":"local","dst":"default","dev":"lo","protocol":"boot"}]
            """));
    assertEquals(List.of(), KernelReading.routes("\n"));
  }

  @Test
  void whatIsCutOffIsNoAnswer() {
    assertThrows(IOException.class, () -> KernelReading.routes("[{\"dst\":\"::1\""));
  }
}
