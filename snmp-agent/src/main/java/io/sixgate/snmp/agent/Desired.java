package io.sixgate.snmp.agent;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.snmp.mib.SixgateMib;
import io.sixgate.snmp.observe.Served;
import io.sixgate.snmp.table.Part;
import java.util.List;

/**
 * What should be, as far as it is told.
 *
 * @param tables of what is served: they may have a hundred thousand rows, and are made once
 */
record Desired(Gateway gateway, Served served, List<Part> tables) {
  static Desired of(Inventory inventory) {
    Served served = Served.of(inventory);
    return new Desired(inventory.gateway(), served, SixgateMib.served(served));
  }

  /** The same is served by a gateway with other settings. */
  Desired with(Gateway other) {
    return new Desired(other, served, tables);
  }
}
