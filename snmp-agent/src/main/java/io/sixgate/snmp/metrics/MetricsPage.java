package io.sixgate.snmp.metrics;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.sixgate.snmp.engine.Refused;
import io.sixgate.snmp.observe.Seen;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Supplier;

/** The page, from its opening to its end. */
public final class MetricsPage implements Closeable {
  private final PageSettings settings;
  private final HTTPServer server;

  private MetricsPage(PageSettings settings, HTTPServer server) {
    this.settings = settings;
    this.server = server;
  }

  /**
   * Answers from now on.
   *
   * @throws IOException if the port is taken
   */
  public static MetricsPage open(PageSettings settings, Supplier<Seen> seen, Refused refused)
      throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new GatewayMetrics(seen, refused, settings.customers()));
    try {
      return new MetricsPage(
          settings,
          HTTPServer.builder()
              .hostname(settings.address().address().toString())
              .port(settings.address().port().number())
              .registry(registry)
              .buildAndStart());
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on tcp %s: %s; \"ss -tlpn\" shows who has the port, another one is written as snmp.metrics in gateway.yaml"
              .formatted(settings.address(), e.getMessage()),
          e);
    }
  }

  public PageSettings settings() {
    return settings;
  }

  @Override
  public void close() {
    server.stop();
  }
}
