package io.sixgate.nat64.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.nat64.load.OutwardSession.Outer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutwardSessionTest {
  private static final String IN_FRONT =
      """
      tcp      6 117 SYN_SENT src=2001:db8:b::80 dst=2001:db8:64:64::cb00:7104 sport=40000 dport=7007 [UNREPLIED] src=2001:db8:64:64::cb00:7104 dst=2001:db8:64:64::c612:10 sport=7007 dport=40001 mark=0 use=1
      """;
  private static final String BEHIND =
      """
      tcp      6 431999 ESTABLISHED src=198.18.0.16 dst=203.0.113.4 sport=40001 dport=7007 src=203.0.113.4 dst=192.0.2.33 sport=7007 dport=2000 [ASSURED] mark=0 use=1
      icmp     1 29 src=198.18.0.17 dst=203.0.113.4 type=8 code=0 id=7 [UNREPLIED] src=203.0.113.4 dst=192.0.2.33 type=0 code=0 id=7 mark=0 use=1
      """;

  @Test
  void aSessionIsTheSameOnBothSidesOfTayga() {
    OutwardSession front = OutwardSession.parse(IN_FRONT, true).get(0);
    List<OutwardSession> behind = OutwardSession.parse(BEHIND, false);
    assertEquals(
        new OutwardSession(16, "TCP", 40001, "203.0.113.4:7007", Optional.empty(), false), front);
    Outer outer = new Outer(Ipv4Address.parse("192.0.2.33"), new Port(2000));
    assertEquals(
        new OutwardSession(16, "TCP", 40001, "203.0.113.4:7007", Optional.of(outer), true),
        behind.get(0));
    assertEquals(front.key(), behind.get(0).key());
  }

  @Test
  void aProtocolWithoutPortsIsASessionAllTheSame() {
    assertEquals(
        new OutwardSession(17, "ICMP", 0, "", Optional.empty(), false),
        OutwardSession.parse(BEHIND, false).get(1));
  }

  @Test
  void whatIsNoSessionIsPassedOver() {
    assertEquals(
        List.of(),
        OutwardSession.parse(
            """
            conntrack v1.4.7 (conntrack-tools): 0 flow entries have been shown.
            tcp 6 117 SYN_SENT src=198.18.0.16 dst=203.0.113.4
            tcp 6 1 X src=a dst=b sport=c dport=d src=e dst=f sport=g dport=h

            """,
            false));
  }
}
