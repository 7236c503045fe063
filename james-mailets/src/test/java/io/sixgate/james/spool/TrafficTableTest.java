package io.sixgate.james.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficTableTest {
  private final TrafficTable table = new TrafficTable(2);

  @Test
  void whatGoesForADestinationAddsUp() {
    add("acme.example", Traffic.cutThrough(Volume.of(1000, 2)));
    add("acme.example", Traffic.received(Volume.of(500, 1)));
    add("acme.example", Traffic.transmitted(Volume.of(500, 1)));
    add("acme.example", Traffic.rejected(3));
    assertEquals(
        new Traffic(new Volume(2, 1500, 3), new Volume(2, 1500, 3), 3),
        table.rows().get("acme.example"));
  }

  @Test
  void destinationsBeyondTheBoundShareARow() {
    for (int i = 0; i < 1000; i++) {
      add("d%d.example".formatted(i), Traffic.received(Volume.of(10, 1)));
    }
    add("d1.example", Traffic.rejected(1));
    assertEquals(Set.of("d0.example", "d1.example", "*"), table.rows().keySet());
    assertEquals(new Volume(998, 9980, 998), table.rows().get("*").received());
    assertEquals(1, table.rows().get("d1.example").rejected());
  }

  private void add(String destination, Traffic traffic) {
    table.add(new Destination(destination), traffic);
  }
}
