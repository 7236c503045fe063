package io.sixgate.haproxy.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.agent.status.Traffic;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTableTest {
  @Test
  void aRowIsRead() {
    assertEquals(
        Optional.of(new Traffic("acme", "443", 4, 100, 51200, 1L << 40)),
        TrafficTable.row(
            "0x7f1c2c02a5f8: key=acme|443|4 use=0 exp=0 shard=0 conn_cnt=100 bytes_in_cnt=51200"
                + " bytes_out_cnt=1099511627776"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "No such table",
        "# table: sixgate_traffic, type: string, size:102400, used:1",
        "0x7f1c2c02a5f8: key= use=0 exp=0 shard=0 conn_cnt=1 bytes_in_cnt=1 bytes_out_cnt=1",
        "0x7f1c2c02a5f8: key=|443|4 use=0 exp=0 shard=0 conn_cnt=1 bytes_in_cnt=1 bytes_out_cnt=1",
        "0x7f1c2c02a5f8: key=acme|443|4 use=0 exp=0 shard=0 conn_cnt=1 bytes_in_c"
      })
  void whatIsNoneIsPassedOver(String line) {
    assertEquals(Optional.empty(), TrafficTable.row(line));
  }
}
