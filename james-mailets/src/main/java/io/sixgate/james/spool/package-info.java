/**
 * Mail that waits for its destination, on disk.
 *
 * <p>Enters: a destination, an envelope and a message as a stream. Leaves: the message to a {@link
 * io.sixgate.james.spool.Delivery}, once it is safe on disk, again and again until every recipient
 * is answered for good; then to {@link io.sixgate.james.spool.Undeliverable} what failed. Refused:
 * what is beyond its owner's quota, and everything while the disk is full.
 *
 * <p>One folder per destination, one file per message: the envelope first, then the message as it
 * came. A destination that is down costs one attempt to reach it now and then, however much waits
 * for it, and delays no other.
 */
package io.sixgate.james.spool;
