package io.sixgate.relay.james;

import javax.inject.Inject;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SMTPServerFactory;

/** Makes each {@code smtpserver} of the configuration a {@link RelaySmtpServer}. */
final class RelaySmtpServers extends SMTPServerFactory {

  @Inject
  RelaySmtpServers(
      DNSService dns, ProtocolHandlerLoader loader, FileSystem files, MetricFactory metrics) {
    super(dns, loader, files, metrics);
  }

  @Override
  protected SMTPServer createServer() {
    return new RelaySmtpServer(smtpMetrics);
  }
}
