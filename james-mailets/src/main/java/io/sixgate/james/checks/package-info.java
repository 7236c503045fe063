/**
 * What the gateway itself holds against a client or a sender, before a customer's server is asked.
 *
 * <p>Enters: the client's address, behind a PROXY header the real one, what it calls itself, sender
 * and recipient; from DNS whatever their owners wrote there. Leaves: the answer that refuses, and
 * what belongs into Authentication-Results. Refused: nothing for want of an answer from DNS, but
 * what a sender's own policy needs.
 */
package io.sixgate.james.checks;
