package io.sixgate.sni.router;

import static io.sixgate.sni.route.TestInventory.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.BridgeSettings;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.sync.HaproxyPlan;
import io.sixgate.inventory.net.OwnAddresses;
import io.sixgate.lab.haproxy.FakeHaproxy;
import io.sixgate.sni.route.MapKind;
import io.sixgate.sni.route.TestInventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A router and the fake that it keeps right, with one host in the inventory. */
abstract class RouterAgainstFake {
  @TempDir Path folder;
  final TestInventory inventory = new TestInventory();
  HaproxySettings settings;
  FakeHaproxy haproxy;
  SniRouter router;

  @BeforeEach
  void start() throws IOException {
    settings = settings(folder);
    haproxy =
        new FakeHaproxy(
            settings.socket(BridgeConfiguration.PART),
            BridgeSettings.MAPS.stream().map(settings.state()::resolve).toList());
    router = new SniRouter(inventory, settings, new OwnAddresses(folder));
    inventory.host("acme", "web1", "2001:db8:a::80", endpoint("www.acme.example"));
  }

  @AfterEach
  void stop() throws IOException {
    haproxy.close();
  }

  static HaproxySettings settings(Path folder) throws IOException {
    Path accepting = folder.resolve("haproxy");
    Files.writeString(accepting, "#!/bin/sh\nexit 0\n");
    assertTrue(accepting.toFile().setExecutable(true));
    return new HaproxySettings(
        accepting,
        List.of(),
        folder.resolve("state"),
        folder,
        folder.resolve("sixgate.lua"),
        folder.resolve("master.sock"),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5));
  }

  Path recentNames() {
    return settings.recentMap(MapKind.NAMES).orElseThrow();
  }

  void attemptPass(Depth depth) throws InterruptedException {
    try {
      router.apply(router.plan(depth));
    } catch (IOException expectedInTheWalk) {
      // The loop would try again with a full read, as settle does.
    }
  }

  /** Passes, with HAProxy there, until all is as it should be. */
  void settle() throws Exception {
    if (!Files.exists(settings.socket(BridgeConfiguration.PART))) {
      attemptPass(Depth.FULL);
      startHaproxy();
    }
    Outcome outcome = pass();
    assertEquals(List.of(), outcome.failures());
    assertEquals(List.of(), router.plan(Depth.FULL).commands());
  }

  /** As a HAProxy that was started with the file as it is. */
  void startHaproxy() throws IOException {
    if (Files.exists(settings.configuration(BridgeConfiguration.PART))) {
      haproxy.setEnvironment(
          BridgeConfiguration.PART.digest().variable(),
          BridgeConfiguration.PART
              .digest()
              .of(Files.readString(settings.configuration(BridgeConfiguration.PART))));
    }
    haproxy.restart();
  }

  Outcome pass() throws IOException, InterruptedException {
    return router.apply(router.plan(Depth.FULL));
  }

  String commands(HaproxyPlan<MapKind> plan) {
    return text(plan.commands());
  }

  String text(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(
        line -> text.append(line.replace(settings.state().toString(), "STATE")).append('\n'));
    return text.toString();
  }
}
