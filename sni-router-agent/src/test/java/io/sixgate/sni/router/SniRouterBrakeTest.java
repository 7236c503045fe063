package io.sixgate.sni.router;

import static io.sixgate.sni.route.TestInventory.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.loop.Depth;
import io.sixgate.haproxy.sync.HaproxyPlan;
import io.sixgate.sni.route.MapKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan is without its removals, which the brake holds back. */
final class SniRouterBrakeTest extends RouterAgainstFake {
  @Test
  void whatTheBrakeHasNothingAgainstIsDoneWhileRemovalsWait() throws Exception {
    inventory.host("bolt", "b1", "2001:db8:b::1", endpoint("b1.bolt.example"));
    settle();
    inventory.removeCustomer("bolt");
    inventory.host("acme", "web2", "2001:db8:a::82", endpoint("new.acme.example"));
    HaproxyPlan<MapKind> rest = router.withoutRemovals(router.plan(Depth.FULL)).orElseThrow();
    assertEquals(
        """
        # write STATE/names.recent.map
        add map STATE/names.recent.map new.acme.example 2001:db8:a::82|none
        """,
        commands(rest));
    assertEquals(List.of(), router.apply(rest).failures());
    assertEquals(
        """
        # write STATE/customers.map
        del map STATE/customers.map 2001:db8:b::/48
        # write STATE/names.recent.map
        add map STATE/names.recent.map b1.bolt.example gone
        """,
        commands(router.plan(Depth.FULL)));
    settle();
  }

  @Test
  void aRewriteDoesNotCarryRemovalsPastTheBrake() throws Exception {
    inventory.host("bolt", "b1", "2001:db8:b::1", endpoint("b1.bolt.example"));
    settle();
    haproxy.addBehindOurBack(settings.map(MapKind.NAMES), "b1.bolt.example", "2001:db8:b::2|none");
    inventory.removeCustomer("bolt");
    HaproxyPlan<MapKind> whole = router.plan(Depth.FULL);
    assertTrue(whole.maps().get(MapKind.NAMES).rewrite(), "a key that stands twice");
    assertEquals("", commands(router.withoutRemovals(whole).orElseThrow()));
    settle();
  }

  @Test
  void anEmptiedInventoryIsAPlanThatRemovesAll() throws Exception {
    settle();
    inventory.removeCustomer("acme");
    HaproxyPlan<MapKind> plan = router.plan(Depth.CHANGES);
    assertEquals(1, plan.removals());
    assertEquals(1, plan.present());
  }
}
