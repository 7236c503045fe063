package io.sixgate.inventory.model;

import java.time.Duration;

/**
 * How much of the gateway one visitor, one host and one slow connection may take.
 *
 * @param connectionsPerClient at a time; a client is an IPv4 address or an IPv6 /64
 * @param newConnectionsPerClient within a time
 * @param connectionsPerHost at a time
 * @param hello how long a visitor may take for his ClientHello; whole seconds
 * @param headers how long he may take for the header of a request; whole seconds
 * @param sshConnectionsPerClient at a time, on all hosts' SSH ports together
 * @param newSshConnectionsPerClient within a time, on all hosts' SSH ports together: who guesses
 *     passwords comes often
 */
public record Limits(
    int connectionsPerClient,
    Rate newConnectionsPerClient,
    int connectionsPerHost,
    Duration hello,
    Duration headers,
    int sshConnectionsPerClient,
    Rate newSshConnectionsPerClient) {
  /**
   * A client may be thousands of people behind one IPv4 address. The limits keep one of them, or
   * one host, from taking all that the gateway has.
   */
  public static final Limits DEFAULT =
      new Limits(
          4000,
          new Rate(3000, Duration.ofSeconds(10)),
          8000,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          200,
          new Rate(100, Duration.ofSeconds(60)));

  /**
   * So many within a time, e.g. 3000/10s.
   *
   * @param period whole seconds
   */
  public record Rate(int count, Duration period) {
    @Override
    public String toString() {
      return count + "/" + period.toSeconds() + "s";
    }
  }
}
