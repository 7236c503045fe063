package io.sixgate.snmp.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

class TableTest {
  private static final OID ENTRY = new OID("1.3.6.1.9.1");
  private static final Part TABLE =
      new Table<>(
          ENTRY,
          List.of("b", "ab", "a", "b"),
          RowName::of,
          List.of(
              new Column<>(2, OctetString::new), new Column<>(4, t -> new Integer32(t.length()))));

  @Test
  void itIsWalkedColumnByColumnInTheOrderOfNamesEachOnce() {
    List<String> walked = new ArrayList<>();
    OID at = new OID("1.3.6.1.9");
    for (Optional<VariableBinding> next = TABLE.next(at, false);
        next.isPresent();
        next = TABLE.next(next.get().getOid(), false)) {
      walked.add(next.get().toString());
    }
    assertEquals(
        List.of(
            "1.3.6.1.9.1.2.97 = a",
            "1.3.6.1.9.1.2.97.98 = ab",
            "1.3.6.1.9.1.2.98 = b",
            "1.3.6.1.9.1.4.97 = 1",
            "1.3.6.1.9.1.4.97.98 = 2",
            "1.3.6.1.9.1.4.98 = 1"),
        walked);
  }

  @Test
  void aWalkMayBeginWhereThereIsNoObject() {
    assertEquals("1.3.6.1.9.1.2.97.98 = ab", next("1.3.6.1.9.1.2.97.5"));
    assertEquals("1.3.6.1.9.1.4.97 = 1", next("1.3.6.1.9.1.2.200"));
    assertEquals("1.3.6.1.9.1.4.97 = 1", next("1.3.6.1.9.1.3.98"));
    assertEquals("nothing", next("1.3.6.1.9.1.5"));
    assertEquals("nothing", next("1.3.6.1.9.2"));
  }

  @Test
  void onlyAWholeNameHasAValue() {
    assertEquals("2", TABLE.get(new OID("1.3.6.1.9.1.4.97.98")).orElseThrow().toString());
    assertEquals(Optional.empty(), TABLE.get(new OID("1.3.6.1.9.1.4.97.99")));
    assertEquals(Optional.empty(), TABLE.get(new OID("1.3.6.1.9.1.4")));
    assertEquals(Optional.empty(), TABLE.get(new OID("1.3.6.1.9.1.3.97")));
  }

  @Test
  void aNameThatIsTooLongEndsWithItsChecksum() {
    String longName = "a".repeat(100) + "." + "b".repeat(100);
    assertEquals(114, RowName.of(longName).length);
    assertEquals(114, RowName.of("a".repeat(114)).length);
    assertEquals("~", Character.toString(RowName.of(longName)[114 - 9]));
  }

  @Test
  void partsFollowEachOtherInASnapshot() {
    Part scalars =
        new Scalars(
            new OID("1.3.6.1.8"),
            Map.of(1, () -> new Integer32(7), 3, () -> new OctetString("third")));
    Snapshot snapshot = new Snapshot(List.of(TABLE, scalars));
    List<String> walked = new ArrayList<>();
    OID at = new OID("1.3.6.1");
    for (int i = 0; i < 3; i++) {
      VariableBinding next = snapshot.next(at, false).orElseThrow();
      walked.add(next.toString());
      at = next.getOid();
    }
    assertEquals(
        List.of("1.3.6.1.8.1.0 = 7", "1.3.6.1.8.3.0 = third", "1.3.6.1.9.1.2.97 = a"), walked);
    assertEquals("7", snapshot.get(new OID("1.3.6.1.8.1.0")).orElseThrow().toString());
    assertEquals(Optional.empty(), snapshot.get(new OID("1.3.6.1.8.2.0")));
  }

  private static String next(String from) {
    return TABLE.next(new OID(from), false).map(VariableBinding::toString).orElse("nothing");
  }
}
