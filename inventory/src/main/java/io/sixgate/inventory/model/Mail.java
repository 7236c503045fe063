package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import java.util.List;

/**
 * Mail to and from the host.
 *
 * @param domains for which the gateway is backup MX
 * @param sendAs domains as which the host may send through the smarthost
 * @param primaries the customer's own MX, in order of preference; never empty if there are domains
 * @param logins by which the host may send from other addresses than its own
 */
public record Mail(
    List<MailDomain> domains,
    List<Hostname> sendAs,
    List<Primary> primaries,
    List<Login> logins,
    Place place) {
  public Mail {
    domains = List.copyOf(domains);
    sendAs = List.copyOf(sendAs);
    primaries = List.copyOf(primaries);
    logins = List.copyOf(logins);
  }

  /** One mail server of the customer. */
  public record Primary(Ipv6Address address, Port port) {}

  /**
   * A name and password for the smarthost.
   *
   * @param passwordHash in the form of crypt(5), e.g. {@code $6$…}
   */
  public record Login(String name, String passwordHash) {}
}
