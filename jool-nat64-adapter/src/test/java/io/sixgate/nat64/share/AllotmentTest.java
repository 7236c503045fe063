package io.sixgate.nat64.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is granted stays, and nobody has what another has. */
final class AllotmentTest {
  @TempDir Path folder;

  @BeforeEach
  void gateway() throws IOException {
    gateway("192.0.2.32", "");
  }

  private void gateway(String pool, String more) throws IOException {
    Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        addresses: [192.0.2.1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48]
        nat64:
          prefix: 2001:db8:64:64::/96
          pool: [%s]
          ports: 32768-65535
          block-size: 4096
        %s"""
            .formatted(pool, more));
  }

  private void customer(int number) throws IOException {
    Path customer = Files.createDirectories(folder.resolve("c" + number));
    Files.writeString(
        customer.resolve("customer.yaml"), "prefixes: [2001:db8:a:%x::/64]\n".formatted(number));
    Files.writeString(customer.resolve("h.yaml"), "address: 2001:db8:a:%x::80\n".formatted(number));
  }

  private void leaves(int number) throws IOException {
    Files.deleteIfExists(folder.resolve("c" + number + "/h.yaml"));
    Files.deleteIfExists(folder.resolve("c" + number + "/customer.yaml"));
    Files.deleteIfExists(folder.resolve("c" + number));
  }

  private Inventory inventory() throws Exception {
    return new FileInventory(folder).read();
  }

  private static List<Block> blocks(Allotment allotment) {
    return allotment.grants().values().stream().flatMap(grant -> grant.block().stream()).toList();
  }

  @Test
  void whoHasABlockKeepsItWhenOthersComeAndGo() throws Exception {
    Random random = new Random(64);
    Allotment allotment = Allotment.NONE;
    for (int step = 0; step < 60; step++) {
      int number = random.nextInt(8);
      boolean comes = random.nextBoolean();
      if (comes) {
        customer(number);
      } else {
        leaves(number);
      }
      Allotment next = allotment.next(inventory());
      for (Grant grant : next.grants().values()) {
        Grant before = allotment.grants().get(grant.owner());
        assertTrue(before == null || before.equals(grant), grant + " was " + before);
      }
      List<Block> blocks = blocks(next);
      for (int i = 0; i < blocks.size(); i++) {
        for (int other = 0; other < i; other++) {
          assertFalse(blocks.get(i).overlaps(blocks.get(other)), blocks.toString());
        }
      }
      assertEquals(next, next.next(inventory()));
      allotment = next;
    }
  }

  @Test
  void whoFindsNoRoomIsNamedAndGetsABlockWhenThereIsOne() throws Exception {
    for (int number = 0; number < 9; number++) {
      customer(number);
    }
    Allotment full = Allotment.NONE.next(inventory());
    assertEquals(8, blocks(full).size());
    assertEquals(1, full.withoutBlock(inventory().gateway().nat64().orElseThrow()).size());
    gateway("192.0.2.32, 192.0.2.33", "");
    Allotment wider = full.next(inventory());
    assertEquals(9, blocks(wider).size());
    assertTrue(blocks(wider).containsAll(blocks(full)));
  }

  @Test
  void aNumberIsNotGivenAgainWhileThereAreOthers() throws Exception {
    customer(1);
    Allotment first = Allotment.NONE.next(inventory());
    leaves(1);
    customer(2);
    Allotment second = first.next(inventory());
    int highest = first.grants().values().stream().mapToInt(Grant::number).max().orElseThrow();
    assertTrue(second.grants().values().stream().allMatch(grant -> grant.number() > highest));
  }
}
