package io.sixgate.relay.james;

import io.netty.util.concurrent.NonStickyEventExecutorGroup;
import io.sixgate.inventory.net.ServerAddress;
import java.net.InetSocketAddress;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.protocols.netty.AbstractChannelPipelineFactory;
import org.apache.james.protocols.netty.AllButStartTlsLineChannelHandlerFactory;
import org.apache.james.protocols.netty.ChannelHandlerFactory;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SmtpMetrics;

/**
 * James's SMTP server on addresses of either family, and with a thread for each session that is
 * being answered. James splits {@code bind} at each colon, so it cannot name an IPv6 address; ours
 * stand in {@code listen}.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // James overrides a method of its own by a raw type
final class RelaySmtpServer extends SMTPServer {

  /** RFC 5321, section 4.5.3.1.6, says 1,000; senders write more, and other servers take it. */
  private static final int LONGEST_LINE = 64 * 1024;

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

  @Override
  protected ChannelHandlerFactory createFrameHandlerFactory() {
    return new AllButStartTlsLineChannelHandlerFactory("starttls", LONGEST_LINE);
  }

  @Override
  protected AbstractChannelPipelineFactory createPipelineFactory() {
    return new SessionPipeline(
        new SessionPipeline.Limits(getTimeout(), connectionLimit, connPerIP, proxyRequired),
        this::getEncryption,
        getFrameHandlerFactory(),
        new NonStickyEventExecutorGroup(new SessionThreads(jmxName, connectionLimit)),
        this::createCoreHandler);
  }

  /** A literal: nothing is asked of DNS. */
  static InetSocketAddress socketOf(ServerAddress socket) {
    return new InetSocketAddress(socket.address().toString(), socket.port().number());
  }
}
