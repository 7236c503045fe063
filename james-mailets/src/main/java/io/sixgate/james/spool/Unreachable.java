package io.sixgate.james.spool;

import java.time.Instant;

/**
 * A destination that does not answer, as the operator sees it.
 *
 * @param reason of the last attempt
 * @param nextTry when it is tried again, if something waits for it
 * @param waiting messages
 */
public record Unreachable(
    String destination, Instant since, String reason, Instant nextTry, int waiting) {}
