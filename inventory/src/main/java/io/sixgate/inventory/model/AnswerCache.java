package io.sixgate.inventory.model;

import java.time.Duration;

/**
 * How the gateway keeps answers of customers' name servers.
 *
 * @param answers how many at most; 0: none
 * @param longest so much later than without it a change of a zone is seen; an answer whose records
 *     have a shorter time to live is kept for that
 */
public record AnswerCache(int answers, Duration longest) {
  /** For a gateway.yaml that says nothing else. */
  public static final AnswerCache STANDARD = new AnswerCache(100_000, Duration.ofSeconds(10));
}
