package io.sixgate.sni.router;

import static io.sixgate.sni.route.TestInventory.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.lab.haproxy.RealHaproxy;
import io.sixgate.sni.route.MapKind;
import io.sixgate.sni.route.TestInventory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A router at a HAProxy of its own, which serves one name. */
abstract class AtRealHaproxy {
  static final String ADDRESS = "127.0.64.1";

  final TestInventory inventory = new TestInventory();
  Path folder;
  Path operatorFile;
  HaproxySettings settings;
  RealHaproxy haproxy;
  RuntimeApi api;
  SniRouter router;
  int port;

  Path binary() {
    assumeTrue(RealHaproxy.binary() != null, "haproxy is not installed");
    return RealHaproxy.binary();
  }

  @BeforeEach
  void start() throws Exception {
    Path binary = binary();
    folder = Files.createTempDirectory(Path.of("/tmp"), "sg");
    operatorFile = folder.resolve("haproxy.cfg");
    Files.writeString(operatorFile, "global\n    maxconn 100\n");
    settings =
        new HaproxySettings(
            binary,
            List.of(operatorFile),
            folder.resolve("state"),
            folder,
            Path.of("../haproxy-lua-bridge/src/main/lua/sixgate.lua").toRealPath(),
            folder.resolve("master.sock"),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));
    haproxy =
        new RealHaproxy(
            settings.binary(),
            folder,
            settings.socket(BridgeConfiguration.PART),
            List.of(operatorFile, settings.configuration(BridgeConfiguration.PART)));
    api =
        new RuntimeApi(
            new RuntimeSocket(settings.socket(BridgeConfiguration.PART), settings.patience()));
    router = new SniRouter(inventory, settings);
    port = freePort();
    inventory.gateway(TestInventory.gateway(List.of(ADDRESS), port));
    inventory.host("acme", "web1", "2001:db8:a::80", endpoint("www.acme.example"));
    assertEquals(1, pass().failures().size(), "haproxy does not run yet");
    haproxy.restart();
    settle();
  }

  @AfterEach
  void stop() throws IOException {
    if (haproxy != null) {
      haproxy.close();
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  HaproxySettings withReloadPatience(Duration patience) {
    return new HaproxySettings(
        settings.binary(),
        settings.operatorFiles(),
        settings.state(),
        settings.run(),
        settings.lua(),
        settings.masterSocket(),
        settings.patience(),
        patience);
  }

  Optional<String> live(String name) throws IOException {
    return router.lookUp(MapKind.NAMES, name);
  }

  Outcome pass() throws IOException, InterruptedException {
    return router.apply(router.plan(Depth.FULL));
  }

  void settle() throws IOException {
    assertEquals(List.of(), router.plan(Depth.FULL).commands());
  }

  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(ADDRESS, 0));
      return Math.min(probe.getLocalPort(), 60_000); // its HTTP port is 1000 above
    }
  }
}
