package io.sixgate.cli.route;

import io.sixgate.agent.command.Command;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets HAProxy connect from addresses that are not this machine's, and take the answers: hosts send
 * what is meant for {@code embedded-prefix} here, and it must end here (docs/haproxy.md).
 *
 * @param routes the local routes of the kernel
 * @param nonlocalBind whether sockets may be bound to addresses of others, {@code
 *     net.ipv6.ip_nonlocal_bind}
 */
public record EmbeddedRoute(List<LocalRoute> routes, boolean nonlocalBind) {
  public EmbeddedRoute {
    routes = List.copyOf(routes);
  }

  /**
   * What is to be done, in order: the new route before an older one of ours goes.
   *
   * @param prefix of gateway.yaml; empty if no host sees its clients that way
   */
  public List<Command> plan(Optional<Ipv6Prefix> prefix) {
    List<Command> commands = new ArrayList<>();
    if (prefix.isPresent()) {
      if (!leadsHere(prefix.get())) {
        commands.add(route("replace", prefix.get()));
      }
      if (!nonlocalBind) {
        commands.add(Command.of("sysctl", "-qw", "net.ipv6.ip_nonlocal_bind=1"));
      }
    }
    for (LocalRoute route : routes) {
      if (route.isOurs() && !prefix.equals(Optional.of(route.destination()))) {
        commands.add(route("del", route.destination()));
      }
    }
    return commands;
  }

  /** Whether packets for all of the prefix end on this machine. */
  public boolean leadsHere(Ipv6Prefix prefix) {
    return routes.stream().anyMatch(route -> route.destination().contains(prefix));
  }

  private static Command route(String verb, Ipv6Prefix prefix) {
    return Command.of(
        "ip", "-6", "route", verb, "local", "" + prefix, "dev", "lo", "proto", LocalRoute.OURS);
  }
}
