package io.sixgate.forward.table;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Forward;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Lease;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.model.SshAccess;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Port;
import java.util.List;
import java.util.Optional;

/** What one host asks of HAProxy. What the kernel forwards is another agent's. Pure. */
final class HostForwards {
  /** Takes one entry. */
  interface Sink {
    void forward(String key, Destination destination);
  }

  /** Stands for each of the gateway's own addresses. */
  private static final String EACH = "*";

  private final Gateway gateway;
  private final Host host;
  private final Sink sink;

  private HostForwards(Gateway gateway, Host host, Sink sink) {
    this.gateway = gateway;
    this.host = host;
    this.sink = sink;
  }

  /** Hands all entries of the host to the sink. */
  static void of(Gateway gateway, Host host, Sink sink) {
    HostForwards forwards = new HostForwards(gateway, host, sink);
    host.ssh().ifPresent(forwards::add);
    host.forwards().stream().filter(forward -> !forward.byKernel()).forEach(forwards::add);
    host.leases().stream()
        .filter(lease -> lease.state().isForwarded())
        .filter(lease -> lease.service().protocols().contains(Protocol.TCP))
        .forEach(forwards::add);
  }

  /** The key of a port in forwards.map; without an address that of each of the gateway's own. */
  static String key(Optional<IpAddress> address, Port port) {
    return address.map(Object::toString).orElse(EACH) + "|" + port;
  }

  private void add(SshAccess ssh) {
    sink.forward(
        key(Optional.empty(), ssh.port()),
        destination(ssh.hostPort(), ssh.clientAddress(), ssh.allow()));
  }

  private void add(Forward forward) {
    for (int i = 0; i < forward.ports().size(); i++) {
      sink.forward(
          key(forward.gatewayAddress(), new Port(forward.ports().first().number() + i)),
          destination(
              new Port(forward.hostPort().number() + i), forward.clientAddress(), forward.allow()));
    }
  }

  private void add(Lease lease) {
    Port port = lease.service().port();
    sink.forward(
        key(Optional.of(lease.address()), port), destination(port, Optional.empty(), List.of()));
  }

  private Destination destination(
      Port port, Optional<ClientAddressMode> mode, List<IpPrefix> allow) {
    return new Destination(
        host.addresses().get(0),
        port,
        mode.orElse(gateway.defaults().mode()),
        allow.isEmpty() ? Optional.empty() : Optional.of(new AllowList(allow)));
  }
}
