package io.sixgate.forward;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An inventory of two customers in a folder, whose hosts a test writes. */
public final class InventoryFolder {
  private final Path folder;
  private final FileInventory inventory;

  public InventoryFolder(Path folder, String gateway) throws IOException {
    this.folder = folder;
    this.inventory = new FileInventory(folder);
    file("gateway.yaml", gateway);
    file("acme/customer.yaml", "prefixes: [2001:db8:a::/48]\n");
    file("bolt/customer.yaml", "prefixes: [2001:db8:b::/48]\n");
  }

  public void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  public void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  public FileInventory source() {
    return inventory;
  }

  public Inventory read() throws InventoryUnavailable {
    return inventory.read();
  }
}
