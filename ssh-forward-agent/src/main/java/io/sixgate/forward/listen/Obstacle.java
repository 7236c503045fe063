package io.sixgate.forward.listen;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.PortRange;

/**
 * Why HAProxy can't listen somewhere. One such port would keep it from starting with all others.
 *
 * @param text for the operator: what is not served, why, and what to do
 */
public record Obstacle(IpAddress address, PortRange ports, String text) {}
