package io.sixgate.haproxy.traffic;

import io.sixgate.agent.status.Traffic;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of HAProxy that tracks {@code CUSTOMER|SERVICE|FAMILY}.
 *
 * @param name as in the configuration, e.g. {@code sixgate_traffic}
 */
public record TrafficTable(String name) {
  // 0x7f1c2c02a5f8: key=acme|443|4 use=0 exp=0 shard=0 conn_cnt=100 bytes_in_cnt=51200
  // bytes_out_cnt=102400
  // With STARTTLS, gpc0=99 gpc1=0 gpc2=0 gpc3=1 stands behind it.
  private static final Pattern ROW =
      Pattern.compile(
          " key=([a-z0-9-]{1,63})\\|([a-z0-9-]{1,16})\\|([46]) .*"
              + "conn_cnt=([0-9]{1,18}) bytes_in_cnt=([0-9]{1,18}) bytes_out_cnt=([0-9]{1,18})( |$)");

  /** The rows; none if the running HAProxy has no such table. */
  public List<Traffic> read(RuntimeApi api) throws RuntimeApiException {
    List<Traffic> rows = new ArrayList<>();
    api.table(name, line -> row(line).ifPresent(rows::add));
    return rows;
  }

  static Optional<Traffic> row(String line) {
    Matcher row = ROW.matcher(line);
    return row.find()
        ? Optional.of(
            new Traffic(
                row.group(1),
                row.group(2),
                Integer.parseInt(row.group(3)),
                Long.parseLong(row.group(4)),
                Long.parseLong(row.group(5)),
                Long.parseLong(row.group(6))))
        : Optional.empty();
  }
}
