package io.sixgate.snmp.observe;

import io.sixgate.agent.status.AgentStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An address of a host that does not answer, by the status files.
 *
 * @param name CUSTOMER/HOST ADDRESS
 * @param ports on which it does not
 * @param mail whether its mail server does not
 */
public record AddressDown(String name, long ports, boolean mail) {
  private static final String ADDRESSES = "addresses-down";
  private static final String MAIL_SERVERS = "mail-servers-down";

  /** All of them, in the order of their names. */
  public static Collection<AddressDown> all(List<AgentSight> agents) {
    Map<String, AddressDown> all = new TreeMap<>();
    for (AgentSight agent : agents) {
      agent.status().ifPresent(status -> add(status, all));
    }
    return all.values();
  }

  private static void add(AgentStatus status, Map<String, AddressDown> all) {
    Map<String, Map<String, Long>> addresses = table(status, ADDRESSES);
    Set<String> mail = table(status, MAIL_SERVERS).keySet();
    addresses.forEach(
        (name, columns) ->
            all.put(
                name,
                new AddressDown(name, columns.getOrDefault("ports", 0L), mail.contains(name))));
    mail.forEach(name -> all.putIfAbsent(name, new AddressDown(name, 0, true)));
  }

  private static Map<String, Map<String, Long>> table(AgentStatus status, String name) {
    return status.tables().getOrDefault(name, Map.of());
  }

  /** Whose host it is. */
  public String customer() {
    return name.substring(0, Math.max(0, name.indexOf('/')));
  }
}
