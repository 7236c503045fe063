package io.sixgate.james.smtp;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;

/**
 * Who the real client is, to be told to the server.
 *
 * @param address the client's
 * @param port the client's
 * @param gateway the address at which the client arrived
 * @param gatewayPort the port at which the client arrived
 * @param helo what the client called itself; may be empty
 */
public record ClientIdentity(
    IpAddress address, Port port, IpAddress gateway, Port gatewayPort, String helo) {}
