package io.sixgate.snmp.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.snmp.notice.Trouble.Kind;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Trouble WEB1 = new Trouble(Kind.HEALTH, "acme/web1 2001:db8:a::80");
  private static final Trouble NAT64 = new Trouble(Kind.PLAN_REFUSED, "nat64");

  private final SortedMap<Trouble, String> troubles = new TreeMap<>();
  private final Notices notices = new Notices(2, NOON);

  private List<Notice> after(long seconds) {
    return notices.next(troubles, NOON.plusSeconds(seconds), 2);
  }

  @Test
  void whatBeginsAndWhatIsOverAreToldOnce() {
    troubles.put(WEB1, "down");
    assertEquals(List.of(new Notice(WEB1, false, "down")), after(0));
    assertEquals(List.of(), after(5));
    troubles.clear();
    assertEquals(List.of(new Notice(WEB1, true, "down")), after(10));
    assertEquals(List.of(), after(15));
  }

  @Test
  void anotherTextIsNoNews() {
    troubles.put(NAT64, "the plan removes 45 of 120 entries");
    assertEquals(1, after(0).size());
    troubles.put(NAT64, "the plan removes 46 of 120 entries");
    assertEquals(List.of(), after(5));
  }

  @Test
  void theWeightiestComesFirstAndWhatTheLimitHoldsBackFollows() {
    for (int host = 1; host <= 3; host++) {
      troubles.put(new Trouble(Kind.HEALTH, "acme/web" + host), "down");
    }
    troubles.put(NAT64, "held");
    assertEquals(
        List.of("nat64", "acme/web1"),
        after(0).stream().map(notice -> notice.trouble().subject()).toList());
    assertEquals(2, notices.waiting());
    assertEquals(List.of(), after(29));
    assertEquals("acme/web2", after(30).get(0).trouble().subject());
    assertEquals("acme/web3", after(60).get(0).trouble().subject());
    assertEquals(0, notices.waiting());
  }

  @Test
  void whatIsOverBeforeItWasToldIsNotToldAtAll() {
    troubles.put(WEB1, "down");
    troubles.put(NAT64, "held");
    assertEquals(2, after(0).size());
    Trouble brief = new Trouble(Kind.HEALTH, "acme/web9");
    troubles.put(brief, "down");
    assertEquals(List.of(), after(1));
    troubles.remove(brief);
    assertEquals(List.of(), after(120));
  }

  @Test
  void aClockThatIsSetBackGivesNothingAndTakesNothing() {
    troubles.put(WEB1, "down");
    assertEquals(1, after(0).size());
    troubles.put(NAT64, "held");
    assertEquals(1, after(-3600).size());
    troubles.clear();
    assertEquals(List.of(), after(-3600));
    assertEquals(2, after(-3540).size());
  }
}
