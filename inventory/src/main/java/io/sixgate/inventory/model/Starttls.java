package io.sixgate.inventory.model;

import io.sixgate.inventory.net.ServerAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How the gateway speaks before TLS.
 *
 * @param greetingWait how long a client on a submission port may take to begin TLS by itself before
 *     it is greeted
 * @param preamble how long a client may take until its ClientHello is whole; whole seconds
 * @param relay where mail on port 25 goes that names no customer's host
 */
public record Starttls(Duration greetingWait, Duration preamble, Optional<Relay> relay) {
  /** What a gateway does that says nothing about it. */
  public static final Starttls STANDARD =
      new Starttls(Duration.ofMillis(200), Duration.ofSeconds(60), Optional.empty());

  /**
   * A mail server.
   *
   * @param clientAddress how it learns the sender's address; not embedded
   */
  public record Relay(ServerAddress address, ClientAddressMode clientAddress) {}
}
