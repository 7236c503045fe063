package io.sixgate.forward.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The way of one port of the gateway. Values that do not exist are null.
 *
 * @param port {@code ADDRESS:PORT} or {@code ADDRESS:PORT/PROTOCOL}, as asked
 * @param record which of the host's records it is: {@code ssh}, {@code forwards} or {@code leases}
 * @param place its line, {@code FILE:LINE:COLUMN}
 * @param host {@code CUSTOMER/HOST}
 * @param entry the map entry that the inventory asks for
 * @param live what the running HAProxy has: {@code same}, {@code missing}, another entry, or {@code
 *     not known: …}; null if HAProxy has nothing to do with it
 * @param leadsTo {@code [ADDRESS]:PORT}
 * @param allow the clients that may connect; null: all
 * @param clientSees in words
 * @param hostSees in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForwardExplanation(
    String port,
    String record,
    String place,
    String host,
    String entry,
    String live,
    String leadsTo,
    List<String> allow,
    String clientSees,
    String hostSees) {

  static final String SAME = "same";

  /** Whether clients get somewhere, and HAProxy has it as the inventory says. */
  public boolean isServed() {
    return leadsTo != null && (live == null || live.equals(SAME));
  }
}
