/**
 * Mail for customers' domains.
 *
 * <p>Enters: what a sender says to James, command by command. Leaves: the primary's own answers,
 * while the primary is up: the dialogue is cut through, and nothing is queued. While it is down:
 * messages for recipients that it once confirmed, in the spool. Refused: every domain that is
 * nobody's, loops, and to be the author of a bounce to somebody who never wrote.
 */
package io.sixgate.james.incoming;
