package io.sixgate.sni.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.model.HealthChecks;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictTest {
  /** Results: a answered, f failed, n not made. Verdicts after each: ? unknown, U up, D down. */
  @ParameterizedTest(name = "fall {0}, rise {1}: {2} gives {3}")
  @CsvSource({
    "1, 1, a, U",
    "1, 1, f, D",
    "1, 1, afaf, UDUD",
    "2, 2, aa, ?U",
    "2, 2, ff, ?D",
    "2, 2, afaf, ????",
    "2, 2, afaa, ???U",
    "2, 2, aafaf, ?UUUU",
    "2, 2, aaff, ?UUD",
    "2, 2, ffaff, ?DDDD",
    "2, 2, ffaa, ?DDU",
    "2, 2, aannnn, ?UUUUU",
    "2, 2, aafnf, ?UUUD",
    "2, 2, nnnn, ????",
    "3, 1, ffaff, ??UUU",
    "3, 1, fffa, ??DU",
    "1, 3, faaa, DDDU",
    "1, 3, aaaf, ??UD",
    "2, 3, aaaaaaff, ??UUUUUD",
    "2, 2, fffffffaa, ?DDDDDDDU",
  })
  void soManyEqualResultsInARowMakeAVerdict(int fall, int rise, String results, String verdicts) {
    HealthChecks rule = new HealthChecks(Duration.ofSeconds(5), Duration.ofSeconds(2), fall, rise);
    StringBuilder seen = new StringBuilder();
    Verdict verdict = Verdict.NONE;
    for (int i = 0; i < results.length(); i++) {
      verdict = verdict.after(result(results.charAt(i)), rule);
      seen.append(
          switch (verdict.state()) {
            case UNKNOWN -> '?';
            case UP -> 'U';
            case DOWN -> 'D';
          });
      Optional<String> reason =
          verdict.is(Verdict.State.DOWN) ? Optional.of("f") : Optional.empty();
      assertEquals(reason, verdict.reason());
    }
    assertEquals(verdicts, seen.toString());
  }

  private static CheckResult result(char letter) {
    return switch (letter) {
      case 'a' -> CheckResult.answered();
      case 'f' -> CheckResult.failed("f");
      case 'n' -> CheckResult.notMade("n");
      default -> throw new IllegalArgumentException("result " + letter);
    };
  }
}
