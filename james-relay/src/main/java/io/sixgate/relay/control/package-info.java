/**
 * The operator's orders to the running relay: what waits, try it now, hold it, let it go.
 *
 * <p>Enters: a line on a Unix socket that only root and the relay's own user may write. Leaves: a
 * JSON document. Refused: everything but the few words of {@link
 * io.sixgate.relay.control.QueueOrders}; a wrong one changes nothing.
 */
package io.sixgate.relay.control;
