package io.sixgate.cli;

import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.InventoryUnavailable;
import io.sixgate.inventory.model.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the inventory is; the same option as the agents'. */
final class Places {
  @Option(
      names = "--inventory",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_INVENTORY:-/etc/sixgate/inventory}",
      description = "What should be. Environment: SIXGATE_INVENTORY. Default: ${DEFAULT-VALUE}")
  private Path inventory;

  Path inventoryFolder() {
    return inventory;
  }

  /** What the inventory says, or why it cannot be used. */
  record Reading(Inventory inventory, List<Problem> problems) {
    boolean isUsable() {
      return inventory != null;
    }

    Inventory orThrow() throws IOException {
      if (!isUsable()) {
        throw new IOException(
            "the inventory cannot be used: "
                + String.join("; ", problems.stream().map(Problem::toString).toList()));
      }
      return inventory;
    }
  }

  Reading read() {
    return read(inventory);
  }

  static Reading read(Path folder) {
    try {
      Inventory read = new FileInventory(folder).read();
      return new Reading(read, read.problems());
    } catch (InventoryUnavailable e) {
      return new Reading(null, e.problems());
    }
  }
}
