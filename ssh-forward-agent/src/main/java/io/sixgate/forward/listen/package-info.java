/**
 * Where HAProxy listens for forwards. Enters: the inventory, and what the kernel says of this
 * machine's sockets and addresses; leaves: listeners, and what stands in the way of any of them.
 * Refused: a port that another program has, because HAProxy would not start with it.
 */
package io.sixgate.forward.listen;
