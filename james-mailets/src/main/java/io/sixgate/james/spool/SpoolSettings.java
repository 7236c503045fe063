package io.sixgate.james.spool;

import io.sixgate.inventory.model.MailSpool;
import java.time.Duration;

/**
 * How a spool hands over.
 *
 * @param sessions at once, to all destinations together
 * @param sessionsPerDestination at once
 * @param attempts at once to reach destinations that did not answer
 * @param destinations when to try a destination again that cannot be reached
 * @param messages when to try a message again that was answered by 4xx
 * @param giveUpAfter a message older than this is undeliverable
 */
public record SpoolSettings(
    int sessions,
    int sessionsPerDestination,
    int attempts,
    RetrySchedule destinations,
    RetrySchedule messages,
    Duration giveUpAfter) {

  /** Towards customers' primaries: a returning one is found within 15 s. */
  public static final SpoolSettings PRIMARIES =
      new SpoolSettings(
          64,
          5,
          256,
          new RetrySchedule(Duration.ofSeconds(1), 2, Duration.ofSeconds(8), 0.2),
          new RetrySchedule(Duration.ofMinutes(1), 2, Duration.ofHours(1), 0.2),
          Duration.ofDays(5));

  /** Towards the internet's servers, which want to be left alone (RFC 5321, section 4.5.4.1). */
  public static final SpoolSettings INTERNET =
      new SpoolSettings(
          64,
          5,
          128,
          new RetrySchedule(Duration.ofMinutes(5), 2, Duration.ofHours(2), 0.2),
          new RetrySchedule(Duration.ofMinutes(5), 2, Duration.ofHours(2), 0.2),
          Duration.ofDays(5));

  /** No message waits longer for its next attempt: jitter is less than that. */
  Duration longestWait() {
    return messages.longest().multipliedBy(2);
  }

  /**
   * With the times of gateway.yaml; when a destination is tried that cannot be reached stays,
   * unless that is later.
   */
  public SpoolSettings with(MailSpool spool) {
    return new SpoolSettings(
        sessions,
        sessionsPerDestination,
        attempts,
        destinations.atMost(spool.retryAtMost()),
        new RetrySchedule(
            spool.retryAfter(), messages.factor(), spool.retryAtMost(), messages.jitter()),
        spool.giveUpAfter());
  }

  public SpoolSettings withSessionsPerDestination(int most) {
    return new SpoolSettings(sessions, most, attempts, destinations, messages, giveUpAfter);
  }
}
