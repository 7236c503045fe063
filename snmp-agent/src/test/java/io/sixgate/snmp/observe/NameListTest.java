package io.sixgate.snmp.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.snmp.observe.Served.Name;
import io.sixgate.snmp.table.RowName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameListTest {
  private static final HostId WEB = new HostId(new Label("acme"), new Label("web1"));
  private static final HostId OTHER = new HostId(new Label("acme"), new Label("web2"));

  @Test
  void namesComeInTheOrderOfTheirRowsWithTheirHosts() {
    Name wildcard = new Name("*.acme.example", WEB);
    Name www = new Name("www.acme.example", OTHER);
    Name first = new Name("acme.example", WEB);
    assertEquals(List.of(wildcard, first, www), new NameList(List.of(www, first, wildcard)));
    assertEquals(List.of(), new NameList(List.of()));
  }

  @Test
  void ofOneRowThereIsOneName() {
    Name www = new Name("www.acme.example", WEB);
    assertEquals(List.of(www), new NameList(List.of(www, new Name("www.acme.example", OTHER))));
  }

  @Test
  void longNamesStandWhereTheirShortenedRowsDo() {
    String head = "a".repeat(60) + "." + "b".repeat(50) + ".";
    List<Name> names = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      names.add(new Name(head + "n" + i + ".acme.example", WEB));
    }
    names.add(new Name(head + "de", WEB));
    int[] before = {};
    NameList list = new NameList(names);
    for (Name name : list) {
      int[] row = RowName.of(name.name());
      assertEquals(-1, Integer.signum(Arrays.compareUnsigned(before, row)), name.name());
      before = row;
    }
    assertEquals(51, list.size());
  }
}
