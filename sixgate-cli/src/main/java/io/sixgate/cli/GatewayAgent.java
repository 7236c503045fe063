package io.sixgate.cli;

import io.sixgate.agent.loop.LoopSettings;
import io.sixgate.agent.loop.Plan;
import io.sixgate.agent.loop.Reconciler;
import io.sixgate.agent.main.Preview;
import io.sixgate.dns.resolver.Dns64;
import io.sixgate.dns.zones.DnsZones;
import io.sixgate.forward.agent.SshForward;
import io.sixgate.forward.jump.SshJump;
import io.sixgate.forward.zone.OwnZones;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.net.OwnAddresses;
import io.sixgate.nat64.agent.Nat64Agent;
import io.sixgate.sni.router.SniRouter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An agent whose plans this command can make, as the agent itself does. */
enum GatewayAgent {
  SNI_ROUTER(SniRouter.NAME) {
    @Override
    Reconciler<? extends Plan> reconciler(InventorySource inventory, ServerSettings servers) {
      return new SniRouter(inventory, servers.haproxy());
    }
  },
  SSH_FORWARD(SshForward.NAME) {
    @Override
    Reconciler<? extends Plan> reconciler(InventorySource inventory, ServerSettings servers) {
      return new SshForward(inventory, servers.haproxy());
    }
  },
  OWN_ZONES(OwnZones.NAME) {
    @Override
    Reconciler<? extends Plan> reconciler(InventorySource inventory, ServerSettings servers) {
      return new OwnZones(inventory, servers.zones(), InstantSource.system());
    }
  },
  SSH_JUMP(SshJump.NAME) {
    @Override
    Reconciler<? extends Plan> reconciler(InventorySource inventory, ServerSettings servers) {
      return new SshJump(inventory, servers.jump());
    }
  },
  NAT64(Nat64Agent.NAME) {
    @Override
    Reconciler<? extends Plan> reconciler(InventorySource inventory, ServerSettings servers) {
      return new Nat64Agent(inventory, servers.nat64());
    }
  },
  DNS64(Dns64.NAME) {
    @Override
    Reconciler<? extends Plan> reconciler(InventorySource inventory, ServerSettings servers) {
      return new Dns64(inventory, servers.unbound(), servers.resolver());
    }
  },
  DNS_ZONES(DnsZones.NAME) {
    @Override
    Reconciler<? extends Plan> reconciler(InventorySource inventory, ServerSettings servers) {
      return new DnsZones(inventory, servers.answering(), OwnAddresses.ofThisMachine());
    }
  };

  private final String text;

  GatewayAgent(String text) {
    this.text = text;
  }

  /** The agent of that name; empty if this version does not know it. */
  static Optional<GatewayAgent> named(String name) {
    return Arrays.stream(values()).filter(agent -> agent.text.equals(name)).findFirst();
  }

  /**
   * Those whose plans are of interest on a gateway: those that run or ran there, and sni-router,
   * which every gateway has.
   *
   * @param seen names of the agents that tell about themselves
   */
  static List<GatewayAgent> of(Set<String> seen) {
    return Arrays.stream(values())
        .filter(agent -> agent == SNI_ROUTER || seen.contains(agent.text))
        .toList();
  }

  String text() {
    return text;
  }

  /** What it does and reads, without its process. */
  abstract Reconciler<? extends Plan> reconciler(InventorySource inventory, ServerSettings servers);

  /** What it would do now. */
  Preview preview(InventorySource inventory, ServerSettings servers, LoopSettings settings)
      throws IOException, InterruptedException {
    return Preview.of(reconciler(inventory, servers), settings);
  }
}
