package io.sixgate.nat64.jool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runs of entries say what a map of single entries says. */
final class BibTest {
  private static final List<Ipv4Address> GATEWAYS =
      List.of(Ipv4Address.parse("192.0.2.1"), Ipv4Address.parse("192.0.2.200"));

  private static SortedMap<BibKey, BibTarget> random(Random random) {
    SortedMap<BibKey, BibTarget> entries = new TreeMap<>();
    for (int forward = 0; forward < 5; forward++) {
      int first = 2000 + random.nextInt(40);
      int host = random.nextInt(2);
      for (int i = 0; i < random.nextInt(12); i++) {
        entries.put(
            new BibKey(
                random.nextInt(9) == 0 ? L4.TCP : L4.UDP,
                GATEWAYS.get(random.nextInt(4) / 3),
                new Port(first + i)),
            new BibTarget(Ipv6Address.parse("2001:db8:a::" + host), new Port(7000 + first + i)));
      }
    }
    return entries;
  }

  @Test
  void theEntriesAreThoseThatItWasMadeOf() {
    for (int seed = 0; seed < 500; seed++) {
      SortedMap<BibKey, BibTarget> entries = random(new Random(seed));
      Bib bib = Bib.of(entries);
      Map<BibKey, BibTarget> told = new TreeMap<>();
      bib.forEach(told::put);
      assertEquals(entries, told);
      assertEquals(entries.size(), bib.size());
      entries.forEach((key, target) -> assertEquals(Optional.of(target), bib.get(key)));
    }
  }

  @Test
  void theDifferenceIsThatOfTheEntries() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      SortedMap<BibKey, BibTarget> one = random(random);
      NavigableMap<BibKey, BibTarget> other = new TreeMap<>(one);
      random(random).forEach((key, target) -> change(other, key, target, random));
      NavigableMap<BibKey, BibTarget> expected = new TreeMap<>(one);
      expected.entrySet().removeIf(e -> e.getValue().equals(other.get(e.getKey())));
      assertEquals(expected, Bib.of(one).without(Bib.of(other)));
    }
  }

  private static void change(
      SortedMap<BibKey, BibTarget> entries, BibKey key, BibTarget target, Random random) {
    if (random.nextBoolean()) {
      entries.put(key, target);
    } else {
      entries.remove(key);
    }
  }

  @Test
  void runsThatAreCutAndMendedSayWhatTheEntriesSay() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      SortedMap<BibKey, BibTarget> one = random(random);
      SortedMap<BibKey, BibTarget> other = random(random);
      SortedMap<BibKey, BibTarget> both = new TreeMap<>(one);
      both.putAll(other);
      assertEquals(Bib.of(both), Bib.of(one).with(other));
      SortedMap<BibKey, BibTarget> left = new TreeMap<>(one);
      left.keySet().removeAll(other.keySet());
      assertEquals(Bib.of(left), Bib.of(one).without(other.keySet()));
    }
  }

  @Test
  void twoAreEqualIfTheirEntriesAreHoweverTheyWereCut() {
    BibKey first = new BibKey(L4.UDP, GATEWAYS.get(0), new Port(2000));
    BibKey next = new BibKey(L4.UDP, GATEWAYS.get(0), new Port(2003));
    Ipv6Address host = Ipv6Address.parse("2001:db8:a::80");
    Bib whole = run(first, 5, host, 53);
    Bib cut =
        Bib.of(
            List.of(
                new Bib.Placed(next, new Bib.Run(2, new BibTarget(host, new Port(56)))),
                new Bib.Placed(first, new Bib.Run(3, new BibTarget(host, new Port(53))))));
    assertEquals(whole, cut);
    Map<BibKey, BibTarget> entries = new TreeMap<>();
    whole.forEach(entries::put);
    assertEquals(whole, Bib.of(entries));
  }

  private static Bib run(BibKey first, int length, Ipv6Address host, int port) {
    return Bib.of(
        List.of(new Bib.Placed(first, new Bib.Run(length, new BibTarget(host, new Port(port))))));
  }

  @Test
  void whatIsPutOverAnEntryStandsInItsPlace() {
    BibKey first = new BibKey(L4.UDP, GATEWAYS.get(0), new Port(2000));
    BibKey second = new BibKey(L4.UDP, GATEWAYS.get(0), new Port(2001));
    BibTarget elsewhere = new BibTarget(Ipv6Address.parse("2001:db8:b::80"), new Port(1));
    Bib bib = run(first, 3, Ipv6Address.parse("2001:db8:a::80"), 53);
    Bib changed = bib.with(Map.of(second, elsewhere));
    assertEquals(3, changed.size());
    assertEquals(Optional.of(elsewhere), changed.get(second));
    assertEquals(bib.get(first), changed.get(first));
  }
}
