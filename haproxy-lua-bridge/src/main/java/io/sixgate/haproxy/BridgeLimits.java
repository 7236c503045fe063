package io.sixgate.haproxy;

/**
 * How much of the gateway one visitor, one host and one slow connection may take.
 *
 * @param connectionsPerClient at a time; a client is an IPv4 address or an IPv6 /64
 * @param newConnectionsPerClient within {@code rateSeconds}
 * @param rateSeconds the period of {@code newConnectionsPerClient}
 * @param connectionsPerHost at a time; over HTTP, requests
 * @param helloSeconds how long a visitor may take for his ClientHello
 * @param headersSeconds how long he may take for the header of a request
 */
public record BridgeLimits(
    int connectionsPerClient,
    int newConnectionsPerClient,
    int rateSeconds,
    int connectionsPerHost,
    int helloSeconds,
    int headersSeconds) {

  public BridgeLimits {
    if (connectionsPerClient < 1
        || newConnectionsPerClient < 1
        || rateSeconds < 1
        || connectionsPerHost < 1
        || helloSeconds < 1
        || headersSeconds < 1) {
      throw new IllegalArgumentException("a limit below 1 would let nobody in");
    }
  }
}
