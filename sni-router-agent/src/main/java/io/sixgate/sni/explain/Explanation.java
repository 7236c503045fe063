package io.sixgate.sni.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The way of one name through the gateway. Values that do not exist are null.
 *
 * @param name as looked up: lower case, A-labels, no trailing dot
 * @param matched the exact name or wildcard of the inventory that wins
 * @param place its line, {@code FILE:LINE:COLUMN}
 * @param host {@code CUSTOMER/HOST}
 * @param problems what the inventory's reader says about this name
 * @param ports one for each port asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
    String name,
    String matched,
    String place,
    String host,
    List<String> problems,
    List<PortExplanation> ports) {

  /**
   * The way on one port.
   *
   * @param port the gateway's
   * @param service its name
   * @param entry the map entry that the inventory asks for, {@code MAP: KEY VALUE}; null if the
   *     name isn't served there
   * @param live what decides in the running HAProxy: {@code same} as the inventory asks for, {@code
   *     missing}, another entry, or {@code not known: …}; null if the gateway has no such port
   * @param leadsTo {@code [ADDRESS]:PORT}
   * @param choice which of the host's addresses that is; null if it has only one
   * @param visitorSees in words
   * @param hostSees in words
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PortExplanation(
      int port,
      String service,
      String entry,
      String live,
      String leadsTo,
      String choice,
      String visitorSees,
      String hostSees) {}

  /**
   * Whether visitors get somewhere, and HAProxy does on all ports asked for as the inventory says.
   * Ports that the endpoint's services leave out are as they should be, unless one was asked for.
   */
  public boolean isServed() {
    return ports.stream().anyMatch(port -> port.leadsTo() != null)
        && ports.stream().allMatch(port -> Explainer.SAME.equals(port.live()));
  }
}
