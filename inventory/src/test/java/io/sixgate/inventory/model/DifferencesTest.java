package io.sixgate.inventory.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferencesTest {
  private record Named(Label name, int version) {}

  private record Pair(Optional<Named> before, Optional<Named> after) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theWalkFindsWhatLookingUpEveryNameFinds(long seed) {
    Random random = new Random(seed);
    SortedMap<Label, Named> before = new TreeMap<>();
    for (int step = 0; step < 500; step++) {
      SortedMap<Label, Named> after = new TreeMap<>(before);
      for (int change = random.nextInt(4); change > 0; change--) {
        Label name = new Label("c" + random.nextInt(12));
        if (random.nextBoolean()) {
          after.put(name, new Named(name, step));
        } else {
          after.remove(name);
        }
      }
      List<Pair> walked = new ArrayList<>();
      Differences.each(
          before.values(), after.values(), Named::name, (a, b) -> walked.add(new Pair(a, b)));
      assertEquals(lookedUp(before, after), walked, "seed " + seed + " step " + step);
      before = after;
    }
  }

  private static List<Pair> lookedUp(
      SortedMap<Label, Named> before, SortedMap<Label, Named> after) {
    TreeSet<Label> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .map(
            name ->
                new Pair(
                    Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))))
        .filter(pair -> !pair.before().equals(pair.after()))
        .toList();
  }
}
