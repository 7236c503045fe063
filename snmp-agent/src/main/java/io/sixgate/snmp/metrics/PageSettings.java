package io.sixgate.snmp.metrics;

import io.sixgate.inventory.net.ServerAddress;

/**
 * Where the page is, and how long it may become.
 *
 * @param customers that have rows of their own
 */
public record PageSettings(ServerAddress address, int customers) {
  @Override
  public String toString() {
    return "metrics on http://" + address + "/metrics, " + customers + " customers by name";
  }
}
