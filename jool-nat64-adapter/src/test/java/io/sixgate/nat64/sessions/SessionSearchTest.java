package io.sixgate.nat64.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SessionSearchTest {
  private static final Ipv4Address ADDRESS = Ipv4Address.parse("192.0.2.33");

  /** As ulogd 2.0.8 wrote it. */
  private static final String BEGIN =
      "timestamp=2026/11/26-18:23:00,orig.ip.saddr=198.18.0.17,orig.ip.daddr=203.0.113.4,orig.ip.protocol=6,orig.l4.sport=37259,orig.l4.dport=80,orig.raw.pktlen=0,orig.raw.pktcount=0,reply.ip.saddr=203.0.113.4,reply.ip.daddr=192.0.2.33,reply.ip.protocol=6,reply.l4.sport=80,reply.l4.dport=2054,reply.raw.pktlen=0,reply.raw.pktcount=0,ct.mark=0,ct.id=802505756,ct.event=1,flow.start.sec=1795717380,flow.start.usec=101329,oob.family=2,oob.protocol=0,orig.ip.saddr.str=198.18.0.17,orig.ip.daddr.str=203.0.113.4,reply.ip.saddr.str=203.0.113.4,reply.ip.daddr.str=192.0.2.33";

  private static final String END =
      BEGIN
          .replace("ct.event=1", "ct.event=4")
          .replace("flow.start.sec=1795717380", "flow.end.sec=1795717500");

  /** As Jool 4.1.9 writes it. */
  private static final String MAPPED =
      "[  102.345678] Jool: sixgate 2026/11/26 18:23:0 (GMT) - Mapped 2001:db8:a::80#37259 to 192.0.2.33#2054 (TCP)";

  private static final String FORGOT =
      MAPPED.replace("18:23:0 ", "18:25:0 ").replace("Mapped", "Forgot");

  private static final Instant BEGUN = Instant.parse("2026-11-26T18:23:00Z");
  private static final Instant ENDED = Instant.parse("2026-11-26T18:25:00Z");

  private static SessionSearch search(Instant time, String... lines) {
    return search(SessionSearch::fileLine, time, lines);
  }

  private static SessionSearch search(
      BiConsumer<SessionSearch, String> reader, Instant time, String... lines) {
    SessionSearch search = new SessionSearch(ADDRESS, new Port(2054), time);
    Stream.of(lines).forEach(line -> reader.accept(search, line));
    return search;
  }

  @Test
  void aSessionIsFoundFromItsFirstSecondToItsLast() {
    Session session =
        new Session("TCP", User.of(17), Optional.of("203.0.113.4:80"), BEGUN, Optional.of(ENDED));
    assertEquals(List.of(session), search(BEGUN, BEGIN, END).sessions());
    assertEquals(List.of(session), search(ENDED, BEGIN, END).sessions());
    assertEquals(List.of(), search(BEGUN.minusSeconds(1), BEGIN, END).sessions());
    assertEquals(List.of(), search(ENDED.plusSeconds(1), BEGIN, END).sessions());
  }

  @Test
  void aSessionWhoseEndNobodyWroteDownIsTold() {
    Session open = search(ENDED.plusSeconds(99), BEGIN).sessions().get(0);
    assertEquals(Optional.empty(), open.until());
  }

  @Test
  void theNextOneInItsPlaceEndsIt() {
    String next = BEGIN.replace("=198.18.0.17", "=198.18.0.18").replace("1795717380", "1795717440");
    assertEquals(
        List.of(BEGUN.plusSeconds(60)),
        search(BEGUN, BEGIN, next, END).sessions().stream()
            .flatMap(session -> session.until().stream())
            .toList());
    assertEquals(
        List.of(User.of(18)),
        search(ENDED, BEGIN, next, END).sessions().stream().map(Session::user).toList());
  }

  @Test
  void ofTwoCustomersWithOnePortToTwoDestinationsBothAreTold() {
    String other =
        BEGIN.replace("=198.18.0.17", "=198.18.0.18").replace("=203.0.113.4", "=203.0.113.5");
    assertEquals(
        List.of(User.of(17), User.of(18)),
        search(BEGUN, BEGIN, other).sessions().stream().map(Session::user).toList());
  }

  @Test
  void othersPortsAndAddressesAndHalfLinesTellNothing() {
    assertEquals(
        List.of(),
        search(
                BEGUN,
                BEGIN.replace("l4.dport=2054", "l4.dport=20540"),
                BEGIN.replace("192.0.2.33", "192.0.2.3"),
                BEGIN.substring(0, BEGIN.indexOf(",flow")),
                BEGIN.replace("198.18.0.17", "a,,=,=b"),
                "")
            .sessions());
  }

  @Test
  void aTimeAtWhichNobodyWroteIsToldToBeAGap() {
    String started = "# started 2026-11-26T19:00:00Z";
    Instant within = Instant.parse("2026-11-26T18:40:00Z");
    assertEquals(
        Optional.of(
            new SessionSearch.Gap(Optional.of(ENDED), Instant.parse("2026-11-26T19:00:00Z"))),
        search(within, BEGIN, END, "", started, "# started 2026-11-26T20:00:00Z").gap());
    assertEquals(Optional.empty(), search(BEGUN, BEGIN, END, "", started).gap());
    assertEquals(Optional.empty(), search(within.plusSeconds(7200), BEGIN, END, "", started).gap());
  }

  @Test
  void beforeTheFirstLineThereIsAGap() {
    assertEquals(
        Optional.of(new SessionSearch.Gap(Optional.empty(), BEGUN)),
        search(BEGUN.minusSeconds(60), BEGIN, END).gap());
  }

  @Test
  void linesOfJoolTellTheHost() {
    assertEquals(
        List.of(
            new Session(
                "TCP",
                User.of(Ipv6Address.parse("2001:db8:a::80")),
                Optional.empty(),
                BEGUN,
                Optional.of(ENDED))),
        search(SessionSearch::kernelLine, BEGUN, "[ 1.0] Linux version 6.1", MAPPED, FORGOT)
            .sessions());
    assertTrue(
        search(SessionSearch::kernelLine, ENDED.plusSeconds(1), MAPPED, FORGOT)
            .sessions()
            .isEmpty());
  }

  @Test
  void linesOfJoolThatAreDamagedTellNothing() {
    assertEquals(
        List.of(),
        search(
                SessionSearch::kernelLine,
                ENDED,
                MAPPED.replace("11/26", "13/99"),
                MAPPED.replace("2001:db8:a::80", "2001::db8::1"))
            .sessions());
  }
}
