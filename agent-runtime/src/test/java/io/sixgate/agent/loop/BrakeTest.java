package io.sixgate.agent.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrakeTest {

  @ParameterizedTest(name = "removing {0} of {1}: refused {2}")
  @CsvSource({
    "0, 0, false",
    "0, 100, false",
    "10, 10, false", // everything, but few
    "11, 11, true",
    "11, 36, true",
    "11, 37, false", // 29.7 %
    "30, 100, false", // exactly the share
    "31, 100, true",
    "300000, 1000000, false",
    "300001, 1000000, true",
    "2000000000, 2000000000, true",
  })
  void thePlanIsRefusedAboveShareAndCountTogether(int removals, int present, boolean refused) {
    assertEquals(refused, Brake.STANDARD.judge(FakePlan.removing(removals, present)).isPresent());
  }

  @Test
  void shareOneNeverRefusesAndShareZeroRefusesByCountAlone() {
    assertEquals(false, new Brake(1, 0).judge(FakePlan.removing(50, 50)).isPresent());
    assertEquals(true, new Brake(0, 2).judge(FakePlan.removing(3, 1000)).isPresent());
    assertEquals(false, new Brake(0, 2).judge(FakePlan.removing(2, 2)).isPresent());
  }

  @Test
  void theRefusalHasTheNumbersAndTheWayOn() {
    assertEquals(
        "the plan removes 45 of 120 entries (37.5 %), which is more than 30 % and more than 10;"
            + " no entry was removed; if that is wanted, run \"sixgate force sni-router\"",
        Brake.STANDARD
            .judge(FakePlan.removing(45, 120))
            .orElseThrow()
            .text("run \"sixgate force sni-router\""));
  }

  @Test
  void limitsOutOfRangeAreRefusedInWords() {
    assertEquals(
        "brake share: 30.0 is not a share; use 0 to 1, e.g. 0.3 for 30 %",
        assertThrows(IllegalArgumentException.class, () -> new Brake(30, 10)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Brake(Double.NaN, 10));
    assertThrows(IllegalArgumentException.class, () -> new Brake(0.3, -1));
  }
}
