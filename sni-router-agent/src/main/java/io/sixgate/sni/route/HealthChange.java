package io.sixgate.sni.route;

import io.sixgate.inventory.model.HostId;
import java.util.Set;

/**
 * What is known of addresses now.
 *
 * @param health must not change afterwards
 * @param hosts all for which it answers other than the one before it
 */
public record HealthChange(Health health, Set<HostId> hosts) {
  public HealthChange {
    hosts = Set.copyOf(hosts);
  }
}
