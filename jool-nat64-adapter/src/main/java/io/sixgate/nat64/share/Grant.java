package io.sixgate.nat64.share;

import java.util.Optional;

/**
 * What an owner has.
 *
 * @param number by which nftables and Jool know the owner (its mark); nobody else's while he has it
 * @param block of the pool; empty if he shares with others
 */
public record Grant(int number, Owner owner, Optional<Block> block) {

  @Override
  public String toString() {
    return number + " " + owner + " " + block.map(Block::toString).orElse("-");
  }
}
