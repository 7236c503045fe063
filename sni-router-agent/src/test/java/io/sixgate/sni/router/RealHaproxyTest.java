package io.sixgate.sni.router;

import static io.sixgate.sni.route.TestInventory.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.loop.Depth;
import io.sixgate.agent.loop.Outcome;
import io.sixgate.haproxy.BridgeConfiguration;
import io.sixgate.haproxy.configuration.ConfigurationPlan;
import io.sixgate.haproxy.runtime.Worker;
import io.sixgate.haproxy.sync.HaproxyPlan;
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
import org.junit.jupiter.api.Test;

/** The router against the HAProxy that is installed here, with the configuration it writes. */
class RealHaproxyTest extends AtRealHaproxy {
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
}
