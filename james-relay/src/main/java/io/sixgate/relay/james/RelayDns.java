package io.sixgate.relay.james;

import java.net.InetAddress;
import javax.inject.Inject;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.metrics.api.MetricFactory;

/**
 * James's DNS for James's own parts. It does not ask for the machine's name, which need not be in
 * any DNS: James would not start then.
 */
final class RelayDns extends DNSJavaService {

  @Inject
  RelayDns(MetricFactory metrics) {
    super(metrics);
  }

  @Override
  public InetAddress getLocalHost() {
    return InetAddress.getLoopbackAddress();
  }
}
