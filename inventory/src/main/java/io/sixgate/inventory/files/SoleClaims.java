package io.sixgate.inventory.files;

/**
 * Claims by their keys, one for each key: a hash table of claims alone (open addressing, linear
 * probing), because there may be a million and each knows its key.
 */
final class SoleClaims<K, E> {
  private static final int SMALLEST = 8;

  private Object[] slots = new Object[SMALLEST];
  private int size;

  /** The claim to the key; null if there is none. */
  Claim<K, E> get(K key) {
    return at(slot(key));
  }

  /** Enters a claim whose key has none. */
  void add(Claim<K, E> claim) {
    if (size >= slots.length / 4 * 3) {
      grow();
    }
    slots[slot(claim.key())] = claim;
    size++;
  }

  /** Takes out the claim to the key, if there is one. */
  void remove(K key) {
    int hole = slot(key);
    if (slots[hole] == null) {
      return;
    }
    slots[hole] = null;
    size--;
    // What was pushed aside by it moves up, so that no search ends at the hole.
    int mask = slots.length - 1;
    for (int next = (hole + 1) & mask; slots[next] != null; next = (next + 1) & mask) {
      Object moved = slots[next];
      slots[next] = null;
      slots[slot(((Claim<?, ?>) moved).key())] = moved;
    }
  }

  /** Where the key's claim is, or would be. */
  private int slot(Object key) {
    int mask = slots.length - 1;
    int slot = ((key.hashCode() * 0x9e3779b9) >>> 7) & mask;
    while (slots[slot] != null && !((Claim<?, ?>) slots[slot]).key().equals(key)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  @SuppressWarnings("unchecked") // add() is the only way in
  private Claim<K, E> at(int slot) {
    return (Claim<K, E>) slots[slot];
  }

  private void grow() {
    Object[] before = slots;
    slots = new Object[before.length * 2];
    for (Object claim : before) {
      if (claim != null) {
        slots[slot(((Claim<?, ?>) claim).key())] = claim;
      }
    }
  }
}
