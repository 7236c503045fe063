package io.sixgate.relay.main;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.james.spool.Load;
import io.sixgate.james.spool.Traffic;
import io.sixgate.james.spool.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailGroupsTest {
  private static final Instant EARLY = Instant.ofEpochSecond(1000);

  @Test
  void whatWaitsStandsBesideWhatWent() {
    Traffic went = new Traffic(new Volume(3, 3000, 4), new Volume(2, 2000, 3), 5);
    assertEquals(
        "{acme.example={received=3, received-bytes=3000, received-recipients=4, transmitted=2,"
            + " transmitted-bytes=2000, transmitted-recipients=3, rejected=5, waiting=1,"
            + " waiting-bytes=1000, waiting-recipients=1, oldest=1000}}",
        MailGroups.of(Map.of("acme.example", went), List.of(load("acme.example", EARLY)))
            .toString());
  }

  @Test
  void whatWaitsForDestinationsWithoutRowIsOneRow() {
    Map<String, Long> others =
        MailGroups.of(
                Map.of("acme.example", Traffic.NONE),
                List.of(load("one.example", EARLY.plusSeconds(5)), load("two.example", EARLY)))
            .get("*");
    assertEquals(2, others.get("waiting"));
    assertEquals(2000, others.get("waiting-bytes"));
    assertEquals(2, others.get("waiting-recipients"));
    assertEquals(1000, others.get("oldest"));
    assertEquals(0, others.get("received"));
  }

  private static Load load(String destination, Instant oldest) {
    return new Load(destination, 1, 1000, 1, oldest, true);
  }
}
