/**
 * James's own queue on our spool: what is between the acceptance of a message and the mailets.
 *
 * <p>Enters: a {@code Mail}; when enqueueing returns it is on disk, synced. Leaves: the same mail,
 * to one taker at a time, again after a crash. Refused: attributes that James itself cannot
 * serialize; they are left out, and the log says which.
 */
package io.sixgate.james.queue;
