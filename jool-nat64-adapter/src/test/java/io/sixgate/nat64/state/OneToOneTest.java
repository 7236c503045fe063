package io.sixgate.nat64.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sixgate.inventory.model.Protocol;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.PortRange;
import io.sixgate.nat64.state.OneToOne.LeftOut;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OneToOneTest {
  private final TreeMap<Inbound, Target> ports = new TreeMap<>();

  private static Inbound udp(String address, String ports) {
    return new Inbound(IpAddress.parse(address), Protocol.UDP, PortRange.parse(ports));
  }

  private static Inbound udp(String ports) {
    return udp("192.0.2.1", ports);
  }

  private static Target target(int port) {
    return new Target(17, Ipv6Address.parse("2001:db8:a::80"), new Port(port));
  }

  private Nat64State state() {
    return new Nat64State(
        Ipv6Prefix.parse("2001:db8:64:64::/96"),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        ports,
        List.of(),
        List.of(),
        true,
        false);
  }

  @Test
  void ofTwoPortsThatLeadToOnePortOfAHostTheFirstIsKept() {
    ports.put(udp("20030"), target(7010));
    ports.put(udp("20020"), target(7010));
    OneToOne held = OneToOne.of(state());
    assertEquals(Map.of(udp("20020"), target(7010)), held.state().inbound());
    assertEquals(List.of(new LeftOut(udp("20030"), target(7010), udp("20020"))), held.leftOut());
  }

  @Test
  void ofARangeOnlyThosePortsAreLeftOutThatMeetAnother() {
    ports.put(udp("20000-20001"), target(7004));
    ports.put(udp("20002"), target(7007));
    ports.put(udp("20100-20109"), target(7000));
    OneToOne held = OneToOne.of(state());
    assertEquals(
        Map.of(
            udp("20000-20001"), target(7004),
            udp("20002"), target(7007),
            udp("20100-20103"), target(7000),
            udp("20106"), target(7006),
            udp("20108-20109"), target(7008)),
        held.state().inbound());
    assertEquals(
        List.of(
            new LeftOut(udp("20104-20105"), target(7004), udp("20000-20001")),
            new LeftOut(udp("20107"), target(7007), udp("20002"))),
        held.leftOut());
  }

  @Test
  void aForwardByTwoAddressesLeadsByTheFirst() {
    ports.put(udp("192.0.2.1", "20020-20021"), target(7010));
    ports.put(udp("192.0.2.2", "20020-20021"), target(7010));
    assertEquals(Map.of(udp("20020-20021"), target(7010)), OneToOne.of(state()).state().inbound());
  }

  @Test
  void otherProtocolsOtherPortsAndIpv6AreInNobodysWay() {
    ports.put(udp("20020"), target(7010));
    ports.put(udp("20021"), target(7011));
    ports.put(
        new Inbound(IpAddress.parse("192.0.2.1"), Protocol.TCP, PortRange.parse("20020")),
        target(7010));
    ports.put(udp("2001:db8:ff::1", "20020"), target(7010));
    ports.put(udp("2001:db8:ff::1", "20030"), target(7010));
    Nat64State all = state();
    assertSame(all, OneToOne.of(all).state());
  }
}
