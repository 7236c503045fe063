package io.sixgate.james.spool;

import java.time.Instant;

/**
 * A message that is safe on disk.
 *
 * @param id unique in the spool; in the order of arrival
 * @param size of the message in bytes
 */
public record StoredMessage(
    String id, Destination destination, Instant arrived, long size, Envelope envelope) {}
