package io.sixgate.forward.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.PortRange;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against the sockets of this very machine; the other program is this test. */
final class ObstaclesTest {
  private static final Listeners NONE = new Listeners(List.of(), List.of());
  private static final IpAddress ADDRESS = IpAddress.parse("127.0.64.9");

  private final Obstacles machine = new Obstacles();

  @Test
  void aPortThatAnotherProgramHasIsSaidWithItsProcessUntilItIsFree() throws Exception {
    Obstacle obstacle;
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(ADDRESS.toString(), 0));
      int port = other.getLocalPort();
      List<Obstacle> found = machine.to(on(port), Optional.of(NONE));
      assertEquals(
          List.of(
              "TCP port %d of 127.0.64.9 is taken by java (process %d), so it is not forwarded, while all others are; free it, or use another port"
                  .formatted(port, ProcessHandle.current().pid())),
          found.stream().map(Obstacle::text).toList());
      obstacle = found.get(0);
      assertFalse(machine.isGone(obstacle));
    }
    assertTrue(machine.isGone(obstacle));
    assertEquals(List.of(), machine.to(on(obstacle.ports().first().number()), Optional.of(NONE)));
  }

  @Test
  void aProgramOnAllAddressesIsInTheWayOnEach() throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      assertEquals(1, machine.to(on(other.getLocalPort()), Optional.of(NONE)).size());
    }
  }

  @Test
  void whatHaproxyHasByOurOwnFileIsNotInTheWay() throws Exception {
    try (ServerSocket ours = new ServerSocket()) {
      ours.bind(new InetSocketAddress(ADDRESS.toString(), 0));
      Listeners wanted = on(ours.getLocalPort());
      assertEquals(List.of(), machine.to(wanted, Optional.of(wanted)));
    }
  }

  @Test
  void anAddressThatTheMachineDoesNotHaveIsSaidOnce() throws Exception {
    IpAddress missing = IpAddress.parse("192.0.2.77");
    Listeners wanted =
        new Listeners(
            List.of(new Listener(missing, PortRange.parse("22000-22009"))),
            List.of(new Listener(missing, PortRange.parse("20000"))));
    assertEquals(
        List.of(
            "192.0.2.77 is no address of this machine, so nothing is forwarded there; add it to an interface, or take it out of gateway.yaml"),
        machine.to(wanted, Optional.of(NONE)).stream().map(Obstacle::text).toList());
  }

  private static Listeners on(int port) {
    return new Listeners(
        List.of(), List.of(new Listener(ADDRESS, PortRange.parse(Integer.toString(port)))));
  }
}
