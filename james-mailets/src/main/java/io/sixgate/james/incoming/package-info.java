/**
 * Mail for customers' domains.
 *
 * <p>Enters: what a sender says to James, command by command. Leaves: the primary's own answers,
 * while the primary is up: the dialogue is cut through, and nothing is queued. While it is down:
 * messages for recipients that it once confirmed, in the spool, and one report to the sender of
 * what it refuses later. Refused: every domain that is nobody's, and loops.
 */
package io.sixgate.james.incoming;
