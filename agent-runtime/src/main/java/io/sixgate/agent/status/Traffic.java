package io.sixgate.agent.status;

/**
 * What one server carried of one kind for one customer, since that server's process was started.
 *
 * @param service its port of the gateway, or a word
 * @param family 4 or 6: by which the clients came
 * @param connections over HTTP, requests
 * @param received bytes from clients, of connections that are over
 * @param sent bytes to clients, of connections that are over
 */
public record Traffic(
    String customer, String service, int family, long connections, long received, long sent) {

  public Traffic {
    if (customer.isEmpty() || service.isEmpty() || (customer + service).contains(" ")) {
      throw new IllegalArgumentException("\"" + customer + "\", \"" + service + "\" are no words");
    }
    if (family != 4 && family != 6) {
      throw new IllegalArgumentException(family + " is no family of addresses");
    }
    if (connections < 0 || received < 0 || sent < 0) {
      throw new IllegalArgumentException("nothing is counted below 0");
    }
  }
}
