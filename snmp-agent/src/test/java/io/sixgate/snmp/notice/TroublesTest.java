package io.sixgate.snmp.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.agent.file.RunFolder;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.observe.Seen;
import io.sixgate.snmp.observe.Served;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private static final Path GATEWAY = Path.of("src/test/golden/gateway");

  private static List<String> at(Instant now) throws Exception {
    return Troubles.of(seen(now)).keySet().stream()
        .map(trouble -> trouble.kind() + " " + trouble.subject())
        .toList();
  }

  private static Seen seen(Instant now) throws Exception {
    return new Seen(
        now,
        AgentSight.all(new RunFolder(GATEWAY.resolve("run")), InstantSource.fixed(now)),
        Served.of(new FileInventory(GATEWAY.resolve("inventory")).read()),
        List.of());
  }

  @Test
  void aShareThatIsNearlyFullIsToldWithItsOwnerAndNumbers() throws Exception {
    assertEquals(
        "umbra uses nearly all of its share of the NAT64 pool: 1024 of 1024 ports; 0 packets refused, 7 sessions found no port",
        Troubles.of(seen(Instant.parse("2026-11-26T12:00:00Z")))
            .get(new Trouble(Trouble.Kind.POOL_EXHAUSTED, "nat64 umbra")));
  }

  @Test
  void eachKindIsFoundInWhatTheAgentsTell() throws Exception {
    assertEquals(
        List.of(
            "AGENT_STALE own-zones",
            "AGENT_STALE ssh-forward",
            "PLAN_REFUSED nat64",
            "POOL_EXHAUSTED lease-pool pop3",
            "POOL_EXHAUSTED nat64 owners-without-block",
            "POOL_EXHAUSTED nat64 umbra",
            "SPOOL_FULL relay",
            "HEALTH acme/web1 2001:db8:a::81",
            "HEALTH acme/web1 2001:db8:a::82 mail"),
        at(Instant.parse("2026-11-26T12:00:00Z")));
  }

  @Test
  void aSpoolThatRefusedNothingForFiveMinutesIsNotFull() throws Exception {
    assertEquals(
        0,
        at(Instant.parse("2026-11-26T12:04:10Z")).stream()
            .filter(text -> text.startsWith("SPOOL_FULL"))
            .count());
  }
}
