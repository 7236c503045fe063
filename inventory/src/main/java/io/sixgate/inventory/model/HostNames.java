package io.sixgate.inventory.model;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.WrongValueException;
import java.util.Optional;

/**
 * The names that each host has in the gateway's own domain, e.g. {@code web1.acme.gw.example}.
 *
 * @param name leads to the host itself, by IPv6
 * @param www leads to the host through the gateway, by name: {@code www.} before it
 * @param ssh leads to the gateway, where the host has its SSH port: {@code ssh.} before it
 */
public record HostNames(Hostname name, Hostname www, Hostname ssh) {

  /** Empty if the gateway has no domain, or a name would be too long for DNS. */
  public static Optional<HostNames> of(Gateway gateway, HostId host) {
    if (gateway.domain().isEmpty()) {
      return Optional.empty();
    }
    try {
      String name = host.host() + "." + host.customer() + "." + gateway.domain().get();
      return Optional.of(
          new HostNames(
              Hostname.parse(name), Hostname.parse("www." + name), Hostname.parse("ssh." + name)));
    } catch (WrongValueException tooLong) {
      return Optional.empty();
    }
  }
}
