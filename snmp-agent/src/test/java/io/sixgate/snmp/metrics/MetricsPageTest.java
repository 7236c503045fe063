package io.sixgate.snmp.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.file.RunFolder;
import io.sixgate.inventory.files.FileInventory;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.lab.golden.GoldenFolder;
import io.sixgate.snmp.engine.Refused;
import io.sixgate.snmp.observe.AgentSight;
import io.sixgate.snmp.observe.Seen;
import io.sixgate.snmp.observe.Served;
import io.sixgate.snmp.observe.TrafficFiles;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsPageTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.500Z");

  static List<Path> cases() throws IOException {
    return GoldenFolder.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void thePageIsTheExpectedOne(Path golden) throws Exception {
    Inventory inventory = new FileInventory(golden.resolve("inventory")).read();
    RunFolder run = new RunFolder(golden.resolve("run"));
    List<AgentSight> agents = AgentSight.all(run, InstantSource.fixed(NOW));
    List<String> names = agents.stream().map(AgentSight::name).toList();
    Seen seen =
        new Seen(
            NOW,
            agents,
            Served.of(inventory),
            new TrafficFiles(run).read(names, Optional.of(inventory.gateway())));
    PageSettings settings = new PageSettings(free(), 1);
    try (MetricsPage page = MetricsPage.open(settings, () -> seen, new Refused())) {
      String text = fetch(page.settings().address());
      assertEquals(GoldenFolder.expected(golden.resolve("expected.metrics"), text), text);
    }
  }

  @Test
  void aPortThatAnotherHasIsSaid() throws Exception {
    PageSettings settings = new PageSettings(free(), 1);
    try (MetricsPage first = MetricsPage.open(settings, () -> Seen.NOTHING, new Refused())) {
      IOException refusal =
          assertThrows(
              IOException.class,
              () -> MetricsPage.open(first.settings(), () -> Seen.NOTHING, new Refused()));
      assertTrue(
          refusal
              .getMessage()
              .startsWith(
                  "cannot listen on tcp " + settings.address() + ": Address already in use"),
          refusal.getMessage());
    }
  }

  private static ServerAddress free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return ServerAddress.parse("127.0.0.1:" + socket.getLocalPort());
    }
  }

  private static String fetch(ServerAddress address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/metrics")).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
