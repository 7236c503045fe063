package io.sixgate.nat64.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.nat64.share.Allotment;
import io.sixgate.nat64.share.Block;
import io.sixgate.nat64.share.Owner;
import io.sixgate.nat64.state.DesiredState;
import io.sixgate.nat64.state.Nat64State;
import io.sixgate.nat64.state.Share;
import io.sixgate.nat64.state.Source;
import java.util.List;

/**
 * From where a host reaches the IPv4 internet. Values that do not exist are null.
 *
 * @param host {@code CUSTOMER/HOST}
 * @param place the host's file
 * @param prefix behind which it sees the IPv4 internet; null without NAT64
 * @param from addresses and ports that the other side may see; null if it does not get there
 * @param whose they are, or why there are none, in words
 * @param sessions at most at a time; null: as many as there are ports
 * @param smtp whether port 25 is let through
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutwardWay(
    String host,
    String place,
    String prefix,
    List<String> from,
    String whose,
    Integer sessions,
    boolean smtp) {

  /** By the inventory, and by what was granted until now: pure. */
  public static OutwardWay of(Inventory inventory, Allotment granted, Host host) {
    Allotment next = granted.next(inventory);
    return DesiredState.of(inventory, next)
        .map(state -> of(state, next, host))
        .orElseGet(() -> none(host, null, "gateway.yaml has no nat64:"));
  }

  private static OutwardWay none(Host host, String prefix, String why) {
    return new OutwardWay(
        host.id().toString(), host.place().toString(), prefix, null, why, null, false);
  }

  private static OutwardWay of(Nat64State state, Allotment granted, Host host) {
    Source source = state.hosts().get(host.addresses().get(0));
    Share share = state.shares().get(source.mark());
    if (share == null) {
      return none(
          host,
          state.prefix().toString(),
          "the pool has no block left for it; add addresses to nat64.pool, or make nat64.block-size smaller");
    }
    return new OutwardWay(
        host.id().toString(),
        host.place().toString(),
        state.prefix().toString(),
        share.blocks().stream().map(Block::toString).toList(),
        whose(share, granted, host),
        share.sessions().isPresent() ? share.sessions().getAsInt() : null,
        !state.refuseSmtp());
  }

  private static String whose(Share share, Allotment granted, Host host) {
    if (share.mark() == Share.COMMON) {
      return "shared by all who have none of their own";
    }
    return granted.grants().get(Owner.of(host.id())).number() == share.mark()
        ? "the host's own"
        : "customer " + host.id().customer() + "'s own";
  }

  /** Whether it gets there. */
  public boolean isServed() {
    return from != null;
  }
}
