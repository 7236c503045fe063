package io.sixgate.sni.router;

import io.sixgate.haproxy.BridgeLimits;
import io.sixgate.haproxy.BridgeSettings;
import io.sixgate.haproxy.StarttlsSettings;
import io.sixgate.haproxy.StarttlsSettings.SmtpRelay;
import io.sixgate.haproxy.StarttlsSettings.StarttlsPort;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Limits;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.List;
import java.util.stream.Stream;

/** What sixgate.cfg is rendered from. */
final class GatewayFacts {
  private GatewayFacts() {}

  static BridgeSettings of(Gateway gateway, HaproxySettings settings) {
    return new BridgeSettings(
        gateway.addresses().stream().map(Object::toString).toList(),
        ports(gateway, Service.Kind.TLS),
        ports(gateway, Service.Kind.HTTP),
        starttls(gateway),
        gateway.embeddedPrefix().map(Ipv6Prefix::toString),
        gateway.nat64().stream().map(nat64 -> nat64.prefix().toString()).toList(),
        limits(gateway.limits()),
        settings.state(),
        settings.run(),
        settings.lua());
  }

  private static StarttlsSettings starttls(Gateway gateway) {
    return new StarttlsSettings(
        gateway.services().stream().flatMap(GatewayFacts::starttlsPort).toList(),
        gateway.domain().map(Hostname::text),
        Math.toIntExact(gateway.starttls().greetingWait().toMillis()),
        Math.toIntExact(gateway.starttls().preamble().toSeconds()),
        gateway
            .starttls()
            .relay()
            .map(
                relay ->
                    new SmtpRelay(
                        relay.address().address().toString(),
                        relay.address().port().number(),
                        relay.clientAddress().toString())));
  }

  private static Stream<StarttlsPort> starttlsPort(Service service) {
    return service.preamble().stream()
        .map(protocol -> new StarttlsPort(service.port().number(), protocol.toString()));
  }

  private static BridgeLimits limits(Limits limits) {
    return new BridgeLimits(
        limits.connectionsPerClient(),
        limits.newConnectionsPerClient().count(),
        Math.toIntExact(limits.newConnectionsPerClient().period().toSeconds()),
        limits.connectionsPerHost(),
        Math.toIntExact(limits.hello().toSeconds()),
        Math.toIntExact(limits.headers().toSeconds()));
  }

  private static List<Integer> ports(Gateway gateway, Service.Kind kind) {
    return gateway.services().stream()
        .filter(service -> service.kind() == kind)
        .map(service -> service.port().number())
        .toList();
  }
}
