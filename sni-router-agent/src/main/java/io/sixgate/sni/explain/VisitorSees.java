package io.sixgate.sni.explain;

import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.model.Starttls;
import io.sixgate.inventory.model.StarttlsProtocol;
import io.sixgate.inventory.net.Port;
import java.util.Optional;

/** What a visitor gets on one of the gateway's ports, in words. */
record VisitorSees(Gateway gateway) {
  private static final Port SUBMISSIONS = new Port(465);
  private static final String ALERT =
      "a TLS alert, unrecognized_name (RFC 6066, section 3): not served here";
  private static final String CERTIFICATE =
      "the host's own certificate: TLS is not ended on the gateway";

  static String notListening(Port port) {
    return "no connection: the gateway does not listen on port %s, it is in none of tls-ports, http-ports and starttls-ports of gateway.yaml"
        .formatted(port);
  }

  /** Of an endpoint that serves the service. */
  String served(Service service, Endpoint endpoint) {
    return switch (service.kind()) {
      case HTTP -> "what the host answers to this Host header";
      case TLS -> CERTIFICATE;
      case STARTTLS -> CERTIFICATE.replace(":", ", after STARTTLS:") + beside(service, endpoint);
    };
  }

  /** Of a name that nobody serves there. */
  String refusal(Service service) {
    return switch (service.kind()) {
      case HTTP -> "status 421, Misdirected Request (RFC 9110, 15.5.20): not served here";
      case TLS -> ALERT;
      case STARTTLS ->
          relay(service)
              .map(relay -> "the relay, %s: no host has this mail".formatted(relay.address()))
              .orElse(ALERT.replace(" (", ", after STARTTLS ("));
    };
  }

  /** What else comes to the port, and where it goes. */
  private String beside(Service service, Endpoint endpoint) {
    if (service.preamble().equals(Optional.of(StarttlsProtocol.SUBMISSION))) {
      return implicit(endpoint)
          .map(port -> "; TLS from the first byte goes to the host's port " + port)
          .orElse(
              "; TLS from the first byte is refused, as the endpoint does not list submissions");
    }
    return relay(service)
        .map(
            relay ->
                "; mail without STARTTLS, or while the host fails, goes to the relay, %s"
                    .formatted(relay.address()))
        .orElse("");
  }

  /** HAProxy looks it up as what comes to port 465. */
  private Optional<Port> implicit(Endpoint endpoint) {
    Service submissions = Service.tls(SUBMISSIONS);
    if (!endpoint.serves(submissions)) {
      return Optional.empty();
    }
    return Optional.of(
        gateway.services().contains(submissions) ? endpoint.hostPort(submissions) : SUBMISSIONS);
  }

  private Optional<Starttls.Relay> relay(Service service) {
    return gateway
        .starttls()
        .relay()
        .filter(relay -> service.preamble().equals(Optional.of(StarttlsProtocol.SMTP)));
  }
}
