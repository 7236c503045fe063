package io.sixgate.forward.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sixgate.inventory.net.IpPrefix;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AllowListTest {
  @Test
  void aPrefixIsTheBeginningOfTheAddressInHexadecimalDigits() {
    assertEquals(List.of("/4/C63364"), keys("198.51.100.0/24"));
    assertEquals(List.of("/4/C6336404"), keys("198.51.100.4/32"));
    assertEquals(List.of("/6/20010DB8000A"), keys("2001:db8:a::/48"));
    assertEquals(List.of("/4/"), keys("0.0.0.0/0"));
  }

  @Test
  void oneThatEndsWithinADigitIsWrittenAsThoseThatDoNot() {
    assertEquals(
        List.of("/4/C63364A", "/4/C63364B"), keys("198.51.100.160/27"), "two digits of three bits");
    assertEquals(8, keys("198.51.100.0/25").size());
  }

  @Test
  void theNameIsThatOfTheContentInAnyOrder() {
    assertEquals(
        list("198.51.100.0/24", "2001:db8:a::/48").id(),
        list("2001:db8:a::/48", "198.51.100.0/24", "198.51.100.0/24").id());
    assertNotEquals(list("198.51.100.0/24").id(), list("198.51.100.0/25").id());
  }

  /** HAProxy looks all of the client's address up among beginnings. */
  @Test
  void anAddressBeginsWithAKeyIfAndOnlyIfItIsInsideThePrefix() {
    Random random = new Random(7);
    for (int step = 0; step < 20_000; step++) {
      int length = random.nextInt(33);
      int mask = length == 0 ? 0 : -1 << (32 - length);
      int address = random.nextInt();
      // Differs from the first in some of the last bits only, else hardly any would be inside.
      int other = address ^ (random.nextInt() >>> random.nextInt(32));
      AllowList list = list(dotted(address & mask) + "/" + length);
      String looked = list.id() + "/4/" + "%08X".formatted(other);
      assertEquals(
          (other & mask) == (address & mask),
          list.keys().stream().anyMatch(looked::startsWith),
          list.clients() + " " + dotted(other));
    }
  }

  private static String dotted(int bits) {
    return "%d.%d.%d.%d"
        .formatted(bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255);
  }

  private static List<String> keys(String prefix) {
    AllowList list = list(prefix);
    return list.keys().stream().map(key -> key.substring(list.id().length())).toList();
  }

  private static AllowList list(String... prefixes) {
    return new AllowList(Stream.of(prefixes).map(IpPrefix::parse).toList());
  }
}
