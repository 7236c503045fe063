package io.sixgate.inventory.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.LeaseState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases begin to move and end by the clock alone, and each gateway's reader sees it the same. */
class LeaseTimeTest {
  private static final HostId ACME = new HostId(new Label("acme"), new Label("web1"));
  private static final HostId UMBRA = new HostId(new Label("umbra"), new Label("web1"));

  @TempDir Path folder;
  private final SetClock clock = new SetClock();

  private static final class SetClock extends Clock {
    private volatile Instant now = Instant.parse("2027-01-01T00:00:00Z");

    void set(String time) {
      now = Instant.parse(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void gateway() throws IOException {
    write(
        "gateway.yaml",
        """
        addresses: [192.0.2.1]
        provider-prefixes: [2001:db8::/32]
        customer-prefixes: [2001:db8:a::/48, 2001:db8:b::/48]
        tls-ports: [995]
        lease-pool: { addresses: [192.0.2.7], domain: lease.example, ttl: 60s }
        """);
    write("acme/customer.yaml", "prefixes: [\"2001:db8:a::/48\"]\n");
    write("umbra/customer.yaml", "prefixes: [\"2001:db8:b::/48\"]\n");
    write("umbra/web1.yaml", "address: 2001:db8:b::80\n");
  }

  @Test
  void aLeaseIsServedToTheEndOfItsLastDayInUtcAndThenItsAddressIsAnothers() throws Exception {
    write("acme/web1.yaml", lease("a", "expires: 2027-06-30"));
    write("umbra/web1.yaml", lease("b", ""));
    FileInventory inventory = new FileInventory(folder, clock);
    clock.set("2027-06-30T23:59:59Z");
    Inventory before = inventory.read();
    assertEquals(List.of(), before.host(UMBRA).orElseThrow().leases());
    assertEquals(2, before.problems().size());

    clock.set("2027-07-01T00:00:00Z");
    Inventory after = inventory.read();
    assertEquals(List.of(), after.problems());
    assertEquals(List.of(LeaseState.EXPIRED), past(after));
    assertEquals(1, after.host(UMBRA).orElseThrow().leases().size());
    assertEquals(new FileInventory(folder, clock).read(), after);
  }

  @Test
  void aReclaimedLeaseIsRoutedByNameAtOnceMovesAtItsTimeAndFreesItsAddressAfterTwoTtls()
      throws Exception {
    write("acme/web1.yaml", lease("a", "reclaimed: 2027-03-01T12:00:00Z"));
    FileInventory inventory = new FileInventory(folder, clock);
    Host early = host(inventory);
    assertEquals(LeaseState.LENT, early.leases().get(0).state());
    assertEquals("pop3s-acme-web1.lease.example", early.endpoints().get(0).name().toString());

    clock.set("2027-03-01T12:00:00Z");
    assertEquals(LeaseState.MOVING, host(inventory).leases().get(0).state());
    clock.set("2027-03-01T12:01:59Z");
    assertEquals(LeaseState.MOVING, host(inventory).leases().get(0).state());
    clock.set("2027-03-01T12:02:00Z");
    Host late = host(inventory);
    assertEquals(List.of(), late.leases());
    assertEquals(List.of(LeaseState.RECLAIMED), past(inventory.read()));
    assertEquals(early.endpoints(), late.endpoints());
    assertSame(late, host(inventory));
  }

  @Test
  void aClockThatIsSetBackGivesBackWhatWasOver() throws Exception {
    write("acme/web1.yaml", lease("a", "expires: 2027-06-30"));
    FileInventory inventory = new FileInventory(folder, clock);
    Inventory before = inventory.read();
    clock.set("2030-01-01T00:00:00Z");
    assertEquals(List.of(LeaseState.EXPIRED), past(inventory.read()));
    clock.set("2027-06-01T00:00:00Z");
    assertEquals(before, inventory.read());
    clock.set("2027-07-01T00:00:00Z");
    assertEquals(List.of(LeaseState.EXPIRED), past(inventory.read()));
  }

  @Test
  void whatWasLetGoIsReadAgainWhenALeaseEndsOrTheClockIsSetBack() throws Exception {
    write("acme/web1.yaml", lease("a", "expires: 2027-06-30"));
    FileInventory inventory = new FileInventory(folder, clock);
    Inventory before = inventory.read();
    inventory.forget();
    clock.set("2027-06-30T23:59:59Z");
    assertEquals(Optional.empty(), inventory.readIfChanged());
    clock.set("2027-07-01T00:00:00Z");
    assertEquals(List.of(LeaseState.EXPIRED), past(inventory.readIfChanged().orElseThrow()));
    inventory.forget();
    clock.set("2027-06-01T00:00:00Z");
    assertEquals(before, inventory.readIfChanged().orElseThrow());
  }

  @Test
  void aWatchWakesWhenALeaseMoves() throws Exception {
    FileInventory inventory = new FileInventory(folder, Clock.systemUTC());
    BlockingQueue<Boolean> calls = new LinkedBlockingQueue<>();
    try (AutoCloseable watch = inventory.watch(() -> calls.add(true))) {
      assertNotNull(watch);
      write("acme/web1.yaml", lease("a", "reclaimed: " + Instant.now().plusMillis(1500)));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (inventory.read().host(ACME).isEmpty() && System.nanoTime() < end) {
        calls.poll(1, TimeUnit.SECONDS);
      }
      while (host(inventory).leases().get(0).state() == LeaseState.LENT
          && System.nanoTime() < end) {
        assertNotNull(calls.poll(10, TimeUnit.SECONDS), "the watch called when the lease moved");
      }
      assertEquals(LeaseState.MOVING, host(inventory).leases().get(0).state());
    }
  }

  private static Host host(FileInventory inventory) throws InventoryUnavailable {
    Inventory read = inventory.read();
    assertEquals(List.of(), read.problems());
    return read.host(ACME).orElseThrow();
  }

  private static List<LeaseState> past(Inventory inventory) {
    return inventory.host(ACME).orElseThrow().pastLeases().stream().map(l -> l.state()).toList();
  }

  private static String lease(String net, String more) {
    return "address: 2001:db8:"
        + net
        + "::80\nleases:\n  - service: pop3s\n    address: 192.0.2.7\n"
        + (more.isEmpty() ? "" : "    " + more + "\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Path temporary = path.resolveSibling("." + path.getFileName());
    Files.writeString(temporary, text);
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
  }
}
