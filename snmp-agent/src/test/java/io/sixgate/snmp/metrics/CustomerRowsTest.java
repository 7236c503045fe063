package io.sixgate.snmp.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.snmp.observe.CustomerShare;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomerRowsTest {
  private static final CustomerShare ACME = new CustomerShare("acme", 1, 2, 0, 0);
  private static final CustomerShare BLOB = new CustomerShare("blob", 2, 0, 1, 0);
  private static final CustomerShare UMBRA = new CustomerShare("umbra", 3, 9, 1, 1);

  @Test
  void aFewHaveRowsOfTheirOwn() {
    List<CustomerShare> all = List.of(ACME, BLOB, UMBRA);
    assertEquals(all, CustomerRows.of(all, 3));
  }

  @Test
  void ofManyTheLargestHaveAndTheOthersAreSummedUp() {
    assertEquals(
        List.of(UMBRA, new CustomerShare("_others", 3, 2, 1, 0)),
        CustomerRows.of(List.of(ACME, BLOB, UMBRA), 1));
    assertEquals(
        List.of(new CustomerShare("_others", 6, 11, 2, 1)),
        CustomerRows.of(List.of(ACME, BLOB, UMBRA), 0));
  }
}
