package io.sixgate.sni.health;

import io.sixgate.agent.log.Line;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Endpoint;
import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.model.Host;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.Service;
import io.sixgate.inventory.model.StarttlsProtocol;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.sni.health.Verdict.State;
import io.sixgate.sni.route.Target;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the mail servers of hosts, where mail can go to a relay in their stead. Only
 * hosts are checked that list the service, or have mail domains: an endpoint without a list is
 * offered on port 25 as well, and hardly any such host has a mail server.
 *
 * <p>HAProxy itself leaves a host that does not take connections, and remembers a host that failed
 * for a minute or two; by this it knows before the first sender has come.
 */
public final class MailHealth {
  private static final Logger LOG = LoggerFactory.getLogger(MailHealth.class);

  private final Map<HostId, Map<Target, ClientAddressMode>> hosts = new HashMap<>();
  private final Map<Target, Verdict> verdicts = new HashMap<>();
  private Optional<Inventory> inventory = Optional.empty();
  private Optional<AddressHealth.Checks> checks = Optional.empty();
  private MailWatch.Marks marks = (address, failed) -> {};
  private Runnable onChange = () -> {};

  /** From now on the checks are made, and marks and listener are told of each change. */
  synchronized void begin(AddressHealth.Checks checker, MailWatch.Marks marker, Runnable listener) {
    checks = Optional.of(checker);
    marks = marker;
    onChange = listener;
    inventory.ifPresent(now -> checker.rule(now.gateway().health()));
    verdicts.keySet().forEach(checker::begin);
  }

  /** Takes the inventory's new state; costs what has changed in it. */
  public synchronized void follow(Inventory now) {
    Gateway gateway = now.gateway();
    TouchedHosts touched = new TouchedHosts(inventory, now);
    if (touched.all()) {
      checks.ifPresent(checker -> checker.rule(gateway.health()));
    }
    touched.each(
        hosts.keySet(),
        (id, host) -> follow(id, host.map(it -> targets(gateway, it)).orElse(Map.of())));
    inventory = Optional.of(now);
  }

  private void follow(HostId id, Map<Target, ClientAddressMode> now) {
    Map<Target, ClientAddressMode> before = hosts.getOrDefault(id, Map.of());
    if (now.isEmpty()) {
      hosts.remove(id);
    } else {
      hosts.put(id, now);
    }
    for (Target target : before.keySet()) {
      if (!now.containsKey(target)) {
        if (verdicts.remove(target).is(State.DOWN)) {
          marks.mark(target.address(), false);
        }
        checks.ifPresent(checker -> checker.end(target));
      }
    }
    for (Target target : now.keySet()) {
      if (verdicts.putIfAbsent(target, Verdict.NONE) == null) {
        checks.ifPresent(checker -> checker.begin(target));
      }
    }
  }

  private static Map<Target, ClientAddressMode> targets(Gateway gateway, Host host) {
    Map<Target, ClientAddressMode> targets = new HashMap<>();
    if (gateway.starttls().relay().isPresent()) {
      for (Service service : gateway.services()) {
        if (service.preamble().equals(Optional.of(StarttlsProtocol.SMTP))) {
          for (Endpoint endpoint : host.endpoints()) {
            if (isMailServer(host, endpoint) && endpoint.serves(service)) {
              Port port = endpoint.hostPort(service);
              ClientAddressMode mode = gateway.clientAddress(endpoint, service);
              host.addresses().forEach(at -> targets.put(new Target(host.id(), at, port), mode));
            }
          }
        }
      }
    }
    return targets;
  }

  private static boolean isMailServer(Host host, Endpoint endpoint) {
    return endpoint.services().isPresent()
        || host.mail().map(mail -> !mail.domains().isEmpty()).orElse(false);
  }

  /**
   * Takes a result.
   *
   * @return whether the server has a verdict now
   */
  synchronized boolean enter(Target target, CheckResult result) {
    Verdict before = verdicts.get(target);
    if (before == null) {
      return true; // it was taken away while the check was under way
    }
    Verdict now = before.after(result, inventory.orElseThrow().gateway().health());
    verdicts.put(target, now);
    if (now.is(State.DOWN) && !before.is(State.DOWN)) {
      line("mail-server-down", target)
          .with("reason", now.reason().orElseThrow())
          .with("effect", "its mail goes to the relay")
          .info(LOG);
    } else if (now.is(State.UP) && before.is(State.DOWN)) {
      line("mail-server-up", target).info(LOG);
    }
    if (now.is(State.DOWN) != before.is(State.DOWN)) {
      marks.mark(target.address(), now.is(State.DOWN));
      onChange.run();
    }
    return !now.is(State.UNKNOWN);
  }

  /** How the server at that target learns who comes. */
  synchronized ClientAddressMode mode(Target target) {
    return hosts.getOrDefault(target.host(), Map.of()).getOrDefault(target, ClientAddressMode.NONE);
  }

  private static Line line(String event, Target target) {
    return Line.event(event)
        .with("host", target.host())
        .with("address", target.address())
        .with("port", target.port());
  }

  /** How many mail servers are checked. */
  public synchronized long checked() {
    return verdicts.size();
  }

  /** Where the mail servers are that are down. */
  public synchronized Set<Ipv6Address> down() {
    Set<Ipv6Address> down = new HashSet<>();
    verdicts.forEach(
        (target, verdict) -> {
          if (verdict.is(State.DOWN)) {
            down.add(target.address());
          }
        });
    return down;
  }

  /** Those of each host, on how many ports, for the status file. */
  public synchronized Map<String, Map<String, Long>> downPorts() {
    return DownTable.of(
        verdicts.entrySet().stream()
            .filter(entry -> entry.getValue().is(State.DOWN))
            .map(Map.Entry::getKey)
            .toList());
  }

  /** What the operator should know of them. */
  public synchronized List<String> problems() {
    return verdicts.entrySet().stream()
        .filter(entry -> entry.getValue().is(State.DOWN))
        .map(
            entry ->
                "%s: its mail server at [%s]:%s is down: %s; its mail goes to the relay"
                    .formatted(
                        entry.getKey().host(),
                        entry.getKey().address(),
                        entry.getKey().port(),
                        entry.getValue().reason().orElseThrow()))
        .sorted()
        .toList();
  }
}
