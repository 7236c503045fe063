package io.sixgate.inventory.model;

import java.time.Duration;

/**
 * How long mail waits, and how much of it.
 *
 * @param retryAfter when a message is tried again that was answered by 4xx; each wait is twice the
 *     one before
 * @param retryAtMost no wait is longer, but for a fifth by chance
 * @param giveUpAfter a message older than this is undeliverable; at most 5 days
 * @param mebibytesPerCustomer that may wait
 */
public record MailSpool(
    Duration retryAfter, Duration retryAtMost, Duration giveUpAfter, int mebibytesPerCustomer) {
  /** What a sender expects at most (RFC 5321, section 4.5.4.1: at least 4 to 5 days). */
  public static final Duration LONGEST = Duration.ofDays(5);

  /** For customers' servers. */
  public static final MailSpool IN =
      new MailSpool(Duration.ofMinutes(1), Duration.ofHours(1), LONGEST, 2048);

  /** For the internet's servers, which want to be left alone. */
  public static final MailSpool OUT =
      new MailSpool(Duration.ofMinutes(5), Duration.ofHours(2), LONGEST, 2048);

  /** In bytes. */
  public long bytesPerCustomer() {
    return (long) mebibytesPerCustomer << 20;
  }
}
