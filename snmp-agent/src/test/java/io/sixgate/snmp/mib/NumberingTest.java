package io.sixgate.snmp.mib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumberingTest {
  @Test
  void aNameHasItsNumberWhateverElseThereIs() {
    int alone = Numbering.of(List.of("relay/acme.example")).get("relay/acme.example");
    assertEquals(
        alone,
        Numbering.of(List.of("a", "relay/acme.example", "relay/umbra.example"))
            .get("relay/acme.example"));
  }

  /** "plumless" and "buckeroo" are the well-known pair of words with the same CRC-32. */
  @Test
  void namesWithTheSameChecksumHaveTwoNumbers() {
    assertEquals(Numbering.of("plumless"), Numbering.of("buckeroo"));
    Map<String, Integer> both = Numbering.of(List.of("plumless", "buckeroo"));
    assertEquals(both.get("buckeroo") + 1, both.get("plumless"));
  }
}
