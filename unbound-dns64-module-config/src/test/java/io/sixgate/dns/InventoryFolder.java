package io.sixgate.dns;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes an inventory as an operator does, and reads it as an agent does. */
public record InventoryFolder(Path folder) {
  /** With a gateway.yaml, and the customers acme and umbra without hosts. */
  public static InventoryFolder of(Path folder, String gateway) throws IOException {
    InventoryFolder inventory = new InventoryFolder(folder);
    inventory.file("gateway.yaml", gateway);
    inventory.file("acme/customer.yaml", customer("2001:db8:a::/48", "acme.example"));
    inventory.file("umbra/customer.yaml", customer("2001:db8:b::/48", "umbra.example"));
    return inventory;
  }

  public static String customer(String prefix, String domain) {
    return "prefixes: ['%s']%ndomains: [%s]%n".formatted(prefix, domain);
  }

  public void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  public Inventory read() throws Exception {
    return new FileInventory(folder).read();
  }
}
