package io.sixgate.james.smtp;

import java.time.Duration;

/**
 * How long to wait. RFC 5321, section 4.5.3.2, gives minimums for the internet; towards a
 * customer's own primary, in whose place a sender is waiting, they are shorter.
 *
 * @param connect per address
 * @param greeting for 220
 * @param command for the answer to each command, STARTTLS's handshake included
 * @param body for the whole message to be sent
 * @param finalReply for the answer to the final dot
 */
public record Timeouts(
    Duration connect, Duration greeting, Duration command, Duration body, Duration finalReply) {
  /** RFC 5321, section 4.5.3.2; connect as Postfix has it. */
  public static final Timeouts INTERNET =
      new Timeouts(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofMinutes(10));

  /** Senders wait five minutes for RCPT and ten for the final dot: stay well below. */
  public static final Timeouts PRIMARY =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5));
}
