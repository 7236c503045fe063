package io.sixgate.snmp.engine;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.ServerAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where SNMP is answered and to whom, and who is told without asking.
 *
 * @param community of SNMPv2c; empty: it is not answered
 * @param users of SNMPv3
 * @param sending of notifications
 */
public record Listening(
    ServerAddress address,
    Optional<String> community,
    SortedMap<Label, Passphrases> users,
    Sending sending) {
  public Listening {
    users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
  }

  /** In words, one line each, without what is secret. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("listen on udp " + address);
    community.ifPresent(secret -> lines.add("answer SNMPv2c"));
    users.keySet().forEach(user -> lines.add("answer SNMPv3 to " + user));
    lines.addAll(sending.lines());
    return List.copyOf(lines);
  }

  @Override
  public String toString() {
    return String.join(", ", lines());
  }
}
