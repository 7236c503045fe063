package io.sixgate.haproxy.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.haproxy.runtime.MapCommand;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MapChangesTest {
  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "''            ; ''            ; ''",
        "a=1           ; a=1           ; ''",
        "''            ; a=1           ; add map m a 1",
        "a=1           ; ''            ; del map m a",
        "a=1           ; a=2           ; set map m a 2",
        "a=1 b=2       ; b=2 c=3       ; add map m c 3, del map m a",
        "a=1 b=2 c=3   ; a=9 c=3 d=4   ; add map m d 4, set map m a 9, del map m b",
      })
  void theCommandsLeadFromActualToDesired(String actual, String desired, String commands) {
    assertEquals(
        commands.isEmpty() ? List.of() : List.of(commands.split(", ")),
        MapChanges.between(entries(desired), entries(actual)).commands("m"));
  }

  @Test
  void onlyTheKeysAskedForAreLookedAt() {
    Map<String, String> desired = entries("a=1 b=2");
    Map<String, String> actual = entries("a=9 b=9 c=9");
    assertEquals(
        List.of("set map m a 1", "del map m c"),
        MapChanges.between(desired, actual, List.of("a", "c", "nowhere")).commands("m"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a;del map x y",
        "a\nadd map x y z",
        "a\u0000",
        "#0x1234",
        "@1",
        "<<",
        "a\\",
        "a\"b",
        "a'b",
        "\u00e4.example"
      })
  void aWordThatIsMoreThanAWordIsRefused(String word) {
    assertThrows(IllegalArgumentException.class, () -> MapCommand.add("m", word, "1"));
    assertThrows(IllegalArgumentException.class, () -> MapCommand.set("m", "a", word));
    assertThrows(IllegalArgumentException.class, () -> MapCommand.del(word, "a"));
  }

  @Test
  void aFewChangesOfALargeMapAreMadeOneByOneAndManyAsARewrite() {
    MapCosts linear = new MapCosts(true);
    assertFalse(linear.rewriteIsCheaper(removals(1), 100_000, 99_999));
    assertFalse(linear.rewriteIsCheaper(removals(50), 100_000, 99_950));
    assertTrue(linear.rewriteIsCheaper(removals(100), 100_000, 99_900));
    assertFalse(new MapCosts(false).rewriteIsCheaper(removals(100), 100_000, 99_900));
  }

  private static MapChanges removals(int count) {
    Map<String, String> actual = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      actual.put("n" + i, "1");
    }
    return MapChanges.between(Map.of(), actual);
  }

  private static Map<String, String> entries(String text) {
    Map<String, String> entries = new TreeMap<>();
    for (String pair : text.strip().split(" +")) {
      if (!pair.isEmpty()) {
        entries.put(pair.split("=")[0], pair.split("=")[1]);
      }
    }
    return entries;
  }
}
