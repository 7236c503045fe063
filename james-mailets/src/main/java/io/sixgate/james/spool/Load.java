package io.sixgate.james.spool;

import java.time.Instant;

/**
 * What waits for one destination.
 *
 * @param messages at least 1
 * @param bytes on disk
 * @param recipients that are not answered for yet
 * @param oldest when the first of them arrived
 * @param down whether the destination does not answer
 */
public record Load(
    String destination, int messages, long bytes, long recipients, Instant oldest, boolean down) {}
