package io.sixgate.james.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.net.IpAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GreylistTest {
  private static final Duration DELAY = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;

  private Greylist open(int most) throws Exception {
    return new Greylist(folder.resolve("greylist"), clock, most);
  }

  private static long seconds(Greylist list, String client, String sender) {
    return list.wait(IpAddress.parse(client), sender, "alice@acme.example", DELAY).toSeconds();
  }

  @Test
  void theFirstMessageWaitsAndTheNeighboursOfItsSenderCountAsHim() throws Exception {
    try (Greylist list = open(100)) {
      assertEquals(300, seconds(list, "198.51.100.4", "s@x.example"));
      now = now.plusSeconds(100);
      assertEquals(200, seconds(list, "198.51.100.200", "S@X.example"), "same /24");
      now = now.plusSeconds(200);
      assertEquals(0, seconds(list, "198.51.100.9", "s@x.example"));
      assertEquals(300, seconds(list, "198.51.101.4", "s@x.example"), "another /24");
      assertEquals(300, seconds(list, "198.51.100.4", "other@x.example"));
      assertEquals(300, seconds(list, "2001:db8:1006::6", "s@x.example"));
      now = now.plusSeconds(300);
      assertEquals(0, seconds(list, "2001:db8:1006:0:ffff::", "s@x.example"), "same /64");
      assertEquals(300, seconds(list, "2001:db8:1006:1::6", "s@x.example"), "another /64");
    }
  }

  @Test
  void whatPassedOncePassesForWeeksAndThroughRestarts() throws Exception {
    try (Greylist list = open(100)) {
      seconds(list, "198.51.100.4", "s@x.example");
      now = now.plusSeconds(300);
      assertEquals(0, seconds(list, "198.51.100.4", "s@x.example"));
      seconds(list, "198.51.100.4", "waits@x.example");
    }
    now = now.plus(Duration.ofDays(1));
    try (Greylist list = open(100)) {
      assertEquals(0, seconds(list, "198.51.100.4", "waits@x.example"));
      now = now.plus(Duration.ofDays(35));
      assertEquals(0, seconds(list, "198.51.100.4", "s@x.example"), "which renews it");
    }
    now = now.plus(Duration.ofDays(30));
    try (Greylist list = open(100)) {
      assertEquals(0, seconds(list, "198.51.100.4", "s@x.example"));
      now = now.plus(Duration.ofDays(37));
      assertEquals(300, seconds(list, "198.51.100.4", "s@x.example"));
    }
  }

  @Test
  void aClockThatWasSetBackMakesNobodyWaitForLongerThanTheDelay() throws Exception {
    try (Greylist list = open(100)) {
      seconds(list, "198.51.100.4", "s@x.example");
      now = now.minus(Duration.ofDays(2));
      assertEquals(300, seconds(list, "198.51.100.4", "s@x.example"));
    }
  }

  @Test
  void longAddressesTakeNoMoreRoomThanOthersAndAreKnownAgain() throws Exception {
    try (Greylist list = open(1000)) {
      for (int i = 0; i < 100; i++) {
        seconds(list, "198.51.100.4", "x".repeat(900) + i + "@x.example");
      }
    }
    now = now.plusSeconds(300);
    try (Greylist list = open(1000)) {
      assertEquals(0, seconds(list, "198.51.100.4", "x".repeat(900) + "7@x.example"));
      assertEquals(300, seconds(list, "198.51.100.4", "x".repeat(900) + "100@x.example"));
    }
    assertTrue(Files.size(folder.resolve("greylist")) < 100 * 100, "100 bytes each");
  }

  @Test
  void aFloodOfStrangersMakesTheListNoLonger() throws Exception {
    try (Greylist list = open(2)) {
      seconds(list, "198.51.100.4", "a@x.example");
      seconds(list, "198.51.100.4", "b@x.example");
      assertEquals(0, seconds(list, "198.51.100.4", "c@x.example"));
      now = now.plus(Duration.ofDays(3));
      assertEquals(300, seconds(list, "198.51.100.4", "c@x.example"), "the others have expired");
    }
  }
}
