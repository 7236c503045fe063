package io.sixgate.snmp.observe;

import io.sixgate.inventory.model.HostId;
import io.sixgate.snmp.observe.Served.Name;
import io.sixgate.snmp.table.RowName;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;

/**
 * Names in the order of their rows, each row once. There may be a hundred thousand: they are
 * packed, at some 30 bytes each, and a name is made when it is asked for.
 */
final class NameList extends AbstractList<Name> implements RandomAccess {
  /** Names are ASCII ({@link io.sixgate.inventory.net.Hostname}). */
  private final byte[] letters;

  /** Behind the last letter of each. */
  private final int[] ends;

  private final HostId[] hosts;

  NameList(Collection<Name> names) {
    List<Name> sorted = sorted(names);
    ends = new int[sorted.size()];
    hosts = new HostId[sorted.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += sorted.get(i).name().length();
      ends[i] = end;
      hosts[i] = sorted.get(i).host();
    }
    letters = new byte[end];
    for (int i = 0; i < ends.length; i++) {
      byte[] name = sorted.get(i).name().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(name, 0, letters, ends[i] - name.length, name.length);
    }
  }

  private static List<Name> sorted(Collection<Name> names) {
    List<Name> all = new ArrayList<>(names);
    all.sort(Comparator.comparing(name -> RowName.shortened(name.name())));
    List<Name> once = new ArrayList<>(all.size());
    String before = "";
    for (Name name : all) {
      String row = RowName.shortened(name.name());
      if (!row.equals(before)) {
        once.add(name);
      }
      before = row;
    }
    return once;
  }

  @Override
  public Name get(int index) {
    int start = index == 0 ? 0 : ends[index - 1];
    return new Name(
        new String(letters, start, ends[index] - start, StandardCharsets.US_ASCII), hosts[index]);
  }

  @Override
  public int size() {
    return ends.length;
  }
}
