package io.sixgate.cli;

import io.sixgate.forward.explain.ForwardExplainer;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.nat64.agent.BackEndChoice;
import io.sixgate.nat64.agent.Nat64Settings;
import io.sixgate.nat64.explain.KernelWay;
import java.util.Optional;

/** What the agent nat64 leads through the kernel, for {@link ForwardExplainer}. */
final class Nat64Kernel implements ForwardExplainer.Kernel {
  private final Nat64BackEnd translator;
  private final KernelWay way;

  Nat64Kernel(Inventory inventory, Nat64Settings settings) throws InterruptedException {
    translator = BackEndChoice.of(settings, inventory.gateway().nat64());
    way = KernelWay.of(inventory, translator);
  }

  @Override
  public String translator() {
    return translator.text();
  }

  @Override
  public Optional<String> hindrance(IpAddress address, Protocol protocol, Port port) {
    return way.hindrance(address, protocol, port);
  }
}
