package io.sixgate.snmp.engine;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Snmp.Receiver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * To whom notifications are sent.
 *
 * @param community to those that get them by SNMPv2c
 * @param users in whose names the others get them; each has passphrases
 */
public record Sending(
    List<Receiver> receivers, String community, SortedMap<Label, Passphrases> users) {
  /** To nobody. */
  public static final Sending NONE = new Sending(List.of(), "", new TreeMap<>());

  public Sending {
    receivers = List.copyOf(receivers);
    users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    receivers.forEach(receiver -> lines.add("send notifications to " + receiver));
    return lines;
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return String.join(", ", lines());
  }
}
