package io.sixgate.sni.router;

import static io.sixgate.sni.route.TestInventory.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.configuration.ConfigurationPlan;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.haproxy.runtime.Worker;
import io.sixgate.haproxy.sync.HaproxyPlan;
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
import org.junit.jupiter.api.Test;

/** The router against the HAProxy that is installed here, with the configuration it writes. */
class RealHaproxyTest {
  private static final String ADDRESS = "127.0.64.1";

  private final TestInventory inventory = new TestInventory();
  private Path folder;
  private Path operatorFile;
  private HaproxySettings settings;
  private RealHaproxy haproxy;
  private RuntimeApi api;
  private SniRouter router;
  private int port;

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

  @Test
  void aNameIsThereWithoutAReloadAndAfterARestartWithoutUs() throws Exception {
    Worker before = api.worker();
    inventory.host("acme", "web2", "2001:db8:a::81", endpoint("new.acme.example"));
    assertEquals(List.of(), router.apply(router.plan(Depth.CHANGES)).failures());
    assertEquals(Optional.of("2001:db8:a::81|none"), live("new.acme.example"));
    assertEquals(before, api.worker());
    haproxy.restart();
    assertEquals(Optional.of("2001:db8:a::81|none"), live("new.acme.example"));
    assertNotEquals(router.known(), router.answering());
    assertEquals(List.of(), router.plan(Depth.CHANGES).commands());
  }

  @Test
  void aNewPortOfTheGatewayIsAReload() throws Exception {
    Worker before = api.worker();
    int another = freePort();
    inventory.gateway(TestInventory.gateway(List.of(ADDRESS), port, another));
    HaproxyPlan<MapKind> plan = router.plan(Depth.CHANGES);
    List<String> commands = plan.commands();
    assertEquals("# write " + settings.configuration(BridgeConfiguration.PART), commands.get(0));
    assertTrue(commands.contains("#+    bind " + ADDRESS + ":" + another), commands.toString());
    assertEquals("reload", commands.get(commands.size() - 1));
    assertEquals(List.of(), router.apply(plan).failures());
    assertNotEquals(before, api.worker());
    settle();
  }

  @Test
  void aConfigurationThatHaproxyRefusesChangesNothingAndNamesGoOnChanging() throws Exception {
    String before = Files.readString(settings.configuration(BridgeConfiguration.PART));
    Worker worker = api.worker();
    Files.writeString(operatorFile, "global\n    no-such-keyword\n");
    inventory.gateway(TestInventory.gateway(List.of(ADDRESS), port, freePort()));
    inventory.host("acme", "web2", "2001:db8:a::81", endpoint("new.acme.example"));
    Outcome outcome = pass();
    assertEquals(1, outcome.failures().size());
    String failure = outcome.failures().get(0);
    assertTrue(
        failure.startsWith("HAProxy refuses the new configuration, the one before it stays"),
        failure);
    assertTrue(failure.contains("no-such-keyword"), failure);
    assertEquals(failure, pass().failures().get(0), "the same words, so that it is logged once");
    assertEquals(before, Files.readString(settings.configuration(BridgeConfiguration.PART)));
    assertEquals(worker, api.worker());
    assertEquals(Optional.of("2001:db8:a::81|none"), live("new.acme.example"));
    Files.writeString(operatorFile, "global\n    maxconn 100\n");
    assertEquals(List.of(), pass().failures());
    settle();
  }

  @Test
  void aPortThatAnotherProgramHasLeavesTheFormerConfigurationRunningAndOnDisk() throws Exception {
    String before = Files.readString(settings.configuration(BridgeConfiguration.PART));
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(ADDRESS, 0));
      inventory.gateway(TestInventory.gateway(List.of(ADDRESS), port, other.getLocalPort()));
      settings = withReloadPatience(Duration.ofSeconds(3));
      router = new SniRouter(inventory, settings);
      Outcome outcome = pass();
      assertEquals(1, outcome.failures().size(), outcome.toString());
      assertTrue(
          outcome
              .failures()
              .get(0)
              .startsWith("HAProxy did not come up with the new configuration"),
          outcome.toString());
      assertEquals(before, Files.readString(settings.configuration(BridgeConfiguration.PART)));
      assertEquals(Optional.of("2001:db8:a::80|none"), live("www.acme.example"));

      String failure = outcome.failures().get(0);
      IOException told = assertThrows(IOException.class, () -> router.plan(Depth.FULL));
      assertEquals(failure, told.getMessage(), "it is not tried again, and still told");
      inventory.host("acme", "web2", "2001:db8:a::81", endpoint("new.acme.example"));
      assertEquals(List.of(failure), pass().failures());
      assertEquals(Optional.of("2001:db8:a::81|none"), live("new.acme.example"));
    }
    haproxy.restart();
    assertEquals(List.of(), pass().failures(), "whoever restarts HAProxy has perhaps mended it");
    settle();
  }

  @Test
  void anAgentThatEndsWhileHaproxyTriesATextLeavesTheWayBackToTheNext() throws Exception {
    Path file = settings.configuration(BridgeConfiguration.PART);
    Path former = Path.of(file + ".former");
    String before = Files.readString(file);
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(ADDRESS, 0));
      inventory.gateway(TestInventory.gateway(List.of(ADDRESS), port, other.getLocalPort()));
      endWhileItTries();
      String tried = Files.readString(file);
      assertNotEquals(before, tried);
      assertEquals(before, Files.readString(former), "for HAProxy's next start");

      settings = withReloadPatience(Duration.ofSeconds(3));
      router = new SniRouter(inventory, settings);
      assertEquals(1, pass().failures().size());
      assertEquals(before, Files.readString(file));
      assertFalse(Files.exists(former));

      // As after a power cut: HAProxy is started when the agent is.
      Files.writeString(former, before);
      Files.writeString(file, tried);
      haproxy.kill();
      router = new SniRouter(inventory, settings);
      assertEquals(2, pass().failures().size(), "that none runs, and what is not tried");
      assertEquals(before, Files.readString(file));
      assertThrows(IOException.class, () -> router.plan(Depth.FULL));
      haproxy.restart();
      assertTrue(
          pass().failures().get(0).startsWith("HAProxy did not come up"), "now it was tried");
    }
    assertEquals(before, Files.readString(file));
    assertEquals(Optional.of("2001:db8:a::80|none"), live("www.acme.example"));
  }

  @Test
  void aTextThatHaproxyCameUpWithWhenTheAgentHadEndedStays() throws Exception {
    Path file = settings.configuration(BridgeConfiguration.PART);
    Worker before = api.worker();
    inventory.gateway(TestInventory.gateway(List.of(ADDRESS), port, freePort()));
    endWhileItTries();
    String tried = Files.readString(file);
    haproxy.restart();
    Worker tries = api.worker();
    assertNotEquals(before, tries);
    router = new SniRouter(inventory, settings);
    assertEquals(
        List.of("# settle the try of which " + file + ".former is left"),
        router.plan(Depth.FULL).commands());
    assertEquals(List.of(), pass().failures());
    assertEquals(tried, Files.readString(file));
    assertEquals(tries, api.worker(), "without a reload");
    settle();
  }

  /** As soon as the new text is in its place. */
  private void endWhileItTries() throws Exception {
    Path file = settings.configuration(BridgeConfiguration.PART);
    String before = Files.readString(file);
    Thread agent =
        new Thread(
            () -> {
              try {
                pass();
              } catch (IOException | InterruptedException ended) {
                return;
              }
            });
    agent.start();
    while (Files.readString(file).equals(before)) {
      Thread.onSpinWait();
    }
    agent.interrupt();
    agent.join();
  }

  @Test
  void aFileOfAnEarlierAgentThatHaproxyWasNotYetReloadedWithIsLoaded() throws Exception {
    Worker before = api.worker();
    inventory.gateway(TestInventory.gateway(List.of(ADDRESS), port, freePort()));
    ConfigurationPlan plan = router.plan(Depth.FULL).configuration();
    Files.writeString(settings.configuration(BridgeConfiguration.PART), plan.after());
    assertEquals(
        List.of("reload"),
        new SniRouter(inventory, settings).plan(Depth.FULL).configuration().commands());
    assertEquals(List.of(), pass().failures());
    assertNotEquals(before, api.worker());
    settle();
  }

  private HaproxySettings withReloadPatience(Duration patience) {
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

  private Optional<String> live(String name) throws IOException {
    return router.lookUp(MapKind.NAMES, name);
  }

  private Outcome pass() throws IOException, InterruptedException {
    return router.apply(router.plan(Depth.FULL));
  }

  private void settle() throws IOException {
    assertEquals(List.of(), router.plan(Depth.FULL).commands());
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(ADDRESS, 0));
      return Math.min(probe.getLocalPort(), 60_000); // its HTTP port is 1000 above
    }
  }
}
