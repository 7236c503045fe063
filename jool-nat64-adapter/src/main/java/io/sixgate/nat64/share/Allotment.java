package io.sixgate.nat64.share;

import io.sixgate.inventory.model.Customer;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Nat64;
import io.sixgate.inventory.model.Nat64Blocks.Owners;
import io.sixgate.inventory.model.Nat64Share;
import io.sixgate.inventory.net.Ipv4Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who has which part of the pool, and which number. What was granted stays, so that sessions go on
 * and an address and port tell who used them at any time without a log (RFC 7422). A newcomer's
 * block is chosen by his name, so that it is mostly the same again should the history be lost.
 *
 * @param grants by owner
 * @param lastNumber the highest number that was ever given out
 */
public record Allotment(SortedMap<Owner, Grant> grants, int lastNumber) {
  /** Lower numbers are kept for what has no owner. */
  public static final int FIRST_NUMBER = 16;

  /** So many internal addresses has the network 198.18.0.0/15 behind TAYGA. */
  public static final int LAST_NUMBER = 131_000;

  /** Nothing was granted yet. */
  public static final Allotment NONE =
      new Allotment(Collections.emptySortedMap(), FIRST_NUMBER - 1);

  public Allotment {
    grants = Collections.unmodifiableSortedMap(new TreeMap<>(grants));
  }

  /** What the inventory asks for, with as little change as can be. */
  public Allotment next(Inventory inventory) {
    Optional<Nat64> nat64 = inventory.gateway().nat64();
    if (nat64.isEmpty()) {
      return new Allotment(Collections.emptySortedMap(), lastNumber);
    }
    SortedMap<Owner, Optional<Block>> written = written(inventory, nat64.get());
    Numbers numbers = new Numbers();
    Slots slots = new Slots(nat64.get(), written.values());
    SortedMap<Owner, Grant> next = new TreeMap<>();
    List<Owner> newcomers = new ArrayList<>();
    written.forEach(
        (owner, block) -> {
          Optional<Grant> before = Optional.ofNullable(grants.get(owner));
          boolean asks = block.isEmpty() && wantsBlock(owner, nat64.get());
          Optional<Block> has =
              asks ? before.flatMap(Grant::block).filter(slots::isFreeSlot) : block;
          if (asks && has.isEmpty()) {
            newcomers.add(owner);
          }
          has.ifPresent(slots::take);
          int number = before.map(Grant::number).orElseGet(numbers::next);
          next.put(owner, new Grant(number, owner, has));
        });
    // They take of what is left.
    for (Owner owner : newcomers) {
      Optional<Block> block = slots.choose(owner);
      block.ifPresent(slots::take);
      next.put(owner, new Grant(next.get(owner).number(), owner, block));
    }
    return new Allotment(next, numbers.last);
  }

  /** Every owner, with the block that the inventory names for it. */
  private static SortedMap<Owner, Optional<Block>> written(Inventory inventory, Nat64 nat64) {
    SortedMap<Owner, Optional<Block>> written = new TreeMap<>();
    for (Customer customer : inventory.customers().values()) {
      Nat64Share share = nat64.customers().get(customer.name());
      written.put(Owner.of(customer.name()), Optional.ofNullable(share).map(Allotment::block));
      for (Host host : customer.hosts().values()) {
        written.put(Owner.of(host.id()), host.nat64().map(Allotment::block));
      }
    }
    return written;
  }

  private static Block block(Nat64Share share) {
    return new Block(share.address(), share.ports());
  }

  private static boolean wantsBlock(Owner owner, Nat64 nat64) {
    if (owner.host().isPresent()) {
      // A host of a customer with a share of its own has that customer's.
      return nat64.blocks().owners() == Owners.HOSTS
          && !nat64.customers().containsKey(owner.customer());
    }
    return nat64.blocks().owners() != Owners.NONE;
  }

  /** Those who should have a block and for whom none is left. */
  public List<Owner> withoutBlock(Nat64 nat64) {
    return grants.values().stream()
        .filter(grant -> grant.block().isEmpty() && wantsBlock(grant.owner(), nat64))
        .map(Grant::owner)
        .toList();
  }

  /** Numbers are used again only when all were used, so that records of old sessions stay true. */
  private final class Numbers {
    private int last = lastNumber;
    private Set<Integer> taken;

    int next() {
      if (last < LAST_NUMBER) {
        return ++last;
      }
      if (taken == null) {
        taken = new HashSet<>();
        grants.values().forEach(grant -> taken.add(grant.number()));
      }
      int free = FIRST_NUMBER;
      while (!taken.add(free)) {
        free++;
      }
      return free;
    }
  }

  /** The places for blocks in the pool, and which of them are taken. */
  private static final class Slots {
    private final Nat64 nat64;
    private final int perAddress;
    private final Map<Ipv4Address, List<Block>> taken = new TreeMap<>();

    Slots(Nat64 nat64, Iterable<Optional<Block>> written) {
      this.nat64 = nat64;
      this.perAddress = nat64.ports().size() / nat64.blocks().size();
      written.forEach(block -> block.ifPresent(this::take));
    }

    void take(Block block) {
      taken.computeIfAbsent(block.address(), address -> new ArrayList<>()).add(block);
    }

    boolean isFreeSlot(Block block) {
      int offset = block.ports().first().number() - nat64.ports().first().number();
      return nat64.pool().contains(block.address())
          && block.ports().size() == nat64.blocks().size()
          && offset >= 0
          && offset % nat64.blocks().size() == 0
          && offset / nat64.blocks().size() < perAddress
          && isFree(block);
    }

    private boolean isFree(Block block) {
      return taken.getOrDefault(block.address(), List.of()).stream().noneMatch(block::overlaps);
    }

    Optional<Block> choose(Owner owner) {
      int count = nat64.pool().size() * perAddress;
      int first = Math.floorMod(owner.toString().hashCode() * 0x9e3779b1, count);
      for (int i = 0; i < count; i++) {
        Block slot = slot((first + i) % count);
        if (isFree(slot)) {
          return Optional.of(slot);
        }
      }
      return Optional.empty();
    }

    private Block slot(int index) {
      int size = nat64.blocks().size();
      int first = nat64.ports().first().number() + index / nat64.pool().size() * size;
      return Block.of(nat64.pool().get(index % nat64.pool().size()), first, first + size - 1);
    }
  }
}
