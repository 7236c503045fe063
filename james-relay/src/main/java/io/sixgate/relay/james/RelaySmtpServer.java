package io.sixgate.relay.james;

import io.sixgate.inventory.net.ServerAddress;
import java.net.InetSocketAddress;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SmtpMetrics;

/**
 * James's SMTP server on addresses of either family. James splits {@code bind} at each colon, so it
 * cannot name an IPv6 address; ours stand in {@code listen}.
 */
@SuppressWarnings("unchecked") // James overrides a method of its own by a raw type
final class RelaySmtpServer extends SMTPServer {

  RelaySmtpServer(SmtpMetrics metrics) {
    super(metrics);
  }

  @Override
  public void doConfigure(HierarchicalConfiguration<ImmutableNode> configuration)
      throws ConfigurationException {
    super.doConfigure(configuration);
    setListenAddresses(
        configuration.getList(String.class, "listen").stream()
            .map(ServerAddress::parse)
            .map(RelaySmtpServer::socketOf)
            .toArray(InetSocketAddress[]::new));
  }

  /** A literal: nothing is asked of DNS. */
  static InetSocketAddress socketOf(ServerAddress socket) {
    return new InetSocketAddress(socket.address().toString(), socket.port().number());
  }
}
