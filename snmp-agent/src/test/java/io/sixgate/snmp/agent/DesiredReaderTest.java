package io.sixgate.snmp.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.InventoryUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredReaderTest {
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1]
      provider-prefixes: ["2001:db8::/32"]
      customer-prefixes: ["2001:db8:a::/48"]
      """;

  @TempDir Path folder;
  private Forgotten source;
  private DesiredReader reader;
  private long nanos;

  /** Counts how often it was let go. */
  private static final class Forgotten implements InventorySource {
    private final FileInventory files;
    private int times;

    Forgotten(Path folder) {
      files = new FileInventory(folder);
    }

    @Override
    public Inventory read() throws InventoryUnavailable {
      return files.read();
    }

    @Override
    public Optional<Inventory> readIfChanged() throws InventoryUnavailable {
      return files.readIfChanged();
    }

    @Override
    public void forget() {
      times++;
      files.forget();
    }

    @Override
    public AutoCloseable watch(Runnable onChange) {
      return () -> {};
    }
  }

  @BeforeEach
  void inventory() throws IOException {
    write("gateway.yaml", GATEWAY);
    write("acme/customer.yaml", "prefixes: [\"2001:db8:a::/48\"]\ndomains: [acme.example]\n");
    write("acme/web1.yaml", "address: 2001:db8:a::80\nendpoints: [www.acme.example]\n");
    source = new Forgotten(folder);
    reader = new DesiredReader(source, () -> nanos);
  }

  @Test
  void theInventoryIsLetGoAtOnceAfterTheStart() throws Exception {
    Desired desired = reader.read();
    assertEquals(1, desired.served().endpoints().size());
    assertEquals(1, source.times);
    assertSame(desired.served(), reader.read().served());
    assertEquals(1, source.times);
  }

  @Test
  void aChangeIsReadAndWhatWasReadIsKeptForAMinute() throws Exception {
    reader.read();
    write(
        "acme/web1.yaml", "address: 2001:db8:a::80\nendpoints: [a.acme.example, b.acme.example]\n");
    Desired changed = reader.read();
    assertEquals(2, changed.served().endpoints().size());
    assertEquals(1, source.times);
    pass(Duration.ofSeconds(59));
    assertSame(changed.served(), reader.read().served());
    assertEquals(1, source.times);
    pass(Duration.ofSeconds(1));
    assertSame(changed.served(), reader.read().served());
    assertEquals(2, source.times);
  }

  @Test
  void otherSettingsMakeNoTablesAnew() throws Exception {
    reader.read();
    write("acme/web2.yaml", "address: 2001:db8:a::81\n");
    Desired before = reader.read();
    write("gateway.yaml", GATEWAY + "snmp: { notices-per-minute: 7 }\n");
    Desired after = reader.read();
    assertEquals(7, after.gateway().snmp().noticesPerMinute());
    assertSame(before.tables(), after.tables());
    write("gateway.yaml", GATEWAY + "lease-pool: { addresses: [192.0.2.7], domain: l.example }\n");
    assertNotSame(before.tables(), reader.read().tables());
  }

  @Test
  void withoutAnInventoryItIsSaidThatThereIsNone() throws Exception {
    Files.delete(folder.resolve("gateway.yaml"));
    assertThrows(IOException.class, reader::read);
    write("gateway.yaml", GATEWAY);
    assertEquals(1, reader.read().served().endpoints().size());
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** As an editor does, some time ago: a file of this very moment is read twice. */
  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Path temporary = Files.writeString(path.resolveSibling(".new"), text);
    Files.setLastModifiedTime(temporary, FileTime.from(Instant.now().minusSeconds(10)));
    Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
  }
}
