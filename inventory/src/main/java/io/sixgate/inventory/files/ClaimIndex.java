package io.sixgate.inventory.files;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * All claims of one kind. Who has a key is a pure function of the claims to that key: within one
 * customer the first in the order of places, between customers nobody; the domain's owner never
 * meets another customer here, because names inside another's domain are refused before they are
 * claimed.
 */
final class ClaimIndex<K, E> {
  private static final int MOST_RIVALS = 5;

  private final ClaimKind kind;
  private final BiPredicate<E, E> overlap;

  /** Nearly every key has one claim, and there may be a million: only contested keys have a map. */
  private final SoleClaims<K, E> single = new SoleClaims<>();

  private final Map<K, TreeMap<Place, Claim<K, E>>> contested = new HashMap<>();

  /** Contested keys, or such as were, whose claims changed since they were last asked for. */
  private final Set<K> changed = new HashSet<>();

  ClaimIndex(ClaimKind kind, BiPredicate<E, E> overlap) {
    this.kind = kind;
    this.overlap = overlap;
  }

  ClaimKind kind() {
    return kind;
  }

  void add(Claim<K, E> claim) {
    K key = claim.key();
    TreeMap<Place, Claim<K, E>> several = contested.get(key);
    if (several != null) {
      several.put(claim.place(), claim);
      changed.add(key);
      return;
    }
    Claim<K, E> first = single.get(key);
    if (first == null) {
      single.add(claim);
    } else {
      TreeMap<Place, Claim<K, E>> both = new TreeMap<>();
      both.put(first.place(), first);
      both.put(claim.place(), claim);
      contested.put(key, both);
      single.remove(key);
      changed.add(key);
    }
  }

  void remove(Claim<K, E> claim) {
    K key = claim.key();
    TreeMap<Place, Claim<K, E>> several = contested.get(key);
    if (several == null) {
      single.remove(key);
      return;
    }
    several.remove(claim.place());
    changed.add(key);
    if (several.size() == 1) {
      single.add(several.firstEntry().getValue());
      contested.remove(key);
    }
  }

  private Collection<Claim<K, E>> claims(K key) {
    TreeMap<Place, Claim<K, E>> several = contested.get(key);
    if (several != null) {
      return several.values();
    }
    Claim<K, E> only = single.get(key);
    return only == null ? List.of() : List.of(only);
  }

  /**
   * Calls back for each host with a claim to a key that has or lost a rival since the call before.
   * Keys are gathered until then, so that a thousand hosts that enter claims to one key are told
   * once each, and not once per entry.
   */
  void drainTouched(Consumer<HostId> host) {
    changed.forEach(key -> claims(key).forEach(claim -> host.accept(claim.host())));
    changed.clear();
  }

  /** To whom the claim is lost; empty if it is won. */
  Optional<LostClaim> verdict(Claim<K, E> claim) {
    K key = claim.key();
    NavigableMap<Place, Claim<K, E>> all = contested.get(key);
    if (all == null) {
      Claim<K, E> only = single.get(key);
      if (only == null || only.place().equals(claim.place())) {
        return Optional.empty();
      }
      all = new TreeMap<>(Map.of(only.place(), only));
    }
    // All files of a customer stand together in the order of places: "0" follows "/".
    String customer = claim.host().customer().text();
    Place first = new Place(customer + "/", 0, 0);
    Place behind = new Place(customer + "0", 0, 0);
    List<Place> earlier = new ArrayList<>();
    addRivals(all.subMap(first, true, claim.place(), false), claim, 1, earlier);
    if (!earlier.isEmpty()) {
      return Optional.of(new LostClaim(true, earlier));
    }
    List<Place> foreign = new ArrayList<>();
    addRivals(all.headMap(first, false), claim, MOST_RIVALS, foreign);
    addRivals(all.tailMap(behind, true), claim, MOST_RIVALS, foreign);
    return foreign.isEmpty() ? Optional.empty() : Optional.of(new LostClaim(false, foreign));
  }

  /** Stops when it has enough: a million others need not be looked at. */
  private void addRivals(
      Map<Place, Claim<K, E>> others, Claim<K, E> claim, int most, List<Place> rivals) {
    for (Claim<K, E> other : others.values()) {
      if (rivals.size() == most) {
        return;
      }
      if (overlap.test(claim.extent(), other.extent())) {
        rivals.add(other.place());
      }
    }
  }
}
