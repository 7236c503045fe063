package io.sixgate.james.inventory;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Mail.Primary;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Address;
import java.util.List;
import java.util.Set;

/**
 * Where the mail of one domain goes.
 *
 * @param addresses of the host
 * @param primaries in order of preference; never empty
 * @param names for which the primary's certificate may be: the domain and the host's exact
 *     endpoints
 */
public record MailRoute(
    MailDomain domain,
    HostId host,
    List<Ipv6Address> addresses,
    List<Primary> primaries,
    Set<Hostname> names) {
  public MailRoute {
    addresses = List.copyOf(addresses);
    primaries = List.copyOf(primaries);
    names = Set.copyOf(names);
  }
}
