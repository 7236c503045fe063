package io.sixgate.dns.table;

import io.sixgate.dns.cdb.Bytes;
import io.sixgate.dns.cdb.Entries;
import io.sixgate.dns.cdb.EntriesBuilder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What is to be done with one table: the file is written whole.
 *
 * @param fresh whether there is no such file, or none that can be read
 * @param before its entries
 * @param after what they should be
 * @param changes what differs, in the order of the keys
 */
public record TableChanges(
    Table table, boolean fresh, Entries before, Entries after, List<Change> changes) {
  /** One key; null stands for no entry. */
  public record Change(Bytes key, Bytes before, Bytes after) {
    public boolean isRemoval() {
      return after == null;
    }
  }

  static TableChanges between(Table table, boolean fresh, Entries before, Entries after) {
    List<Change> changes = new ArrayList<>();
    Iterator<Map.Entry<Bytes, Bytes>> old = before.entrySet().iterator();
    Map.Entry<Bytes, Bytes> next = next(old);
    for (Map.Entry<Bytes, Bytes> entry : after.entrySet()) {
      while (next != null && next.getKey().compareTo(entry.getKey()) < 0) {
        changes.add(new Change(next.getKey(), next.getValue(), null));
        next = next(old);
      }
      if (next == null || !next.getKey().equals(entry.getKey())) {
        changes.add(new Change(entry.getKey(), null, entry.getValue()));
      } else {
        if (!next.getValue().equals(entry.getValue())) {
          changes.add(new Change(entry.getKey(), next.getValue(), entry.getValue()));
        }
        next = next(old);
      }
    }
    for (; next != null; next = next(old)) {
      changes.add(new Change(next.getKey(), next.getValue(), null));
    }
    return new TableChanges(table, fresh, before, after, changes);
  }

  private static Map.Entry<Bytes, Bytes> next(Iterator<Map.Entry<Bytes, Bytes>> entries) {
    return entries.hasNext() ? entries.next() : null;
  }

  public boolean isEmpty() {
    return !fresh && changes.isEmpty();
  }

  public int removals() {
    return (int) changes.stream().filter(Change::isRemoval).count();
  }

  /** The same without removals. */
  public TableChanges growing() {
    if (removals() == 0) {
      return this;
    }
    EntriesBuilder all = new EntriesBuilder();
    after.forEach(all::put);
    before.forEach(all::put);
    return between(table, fresh, before, all.build());
  }

  /** The file as comments, and what makes dnsdist look at it at once and not within a second. */
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    if (!isEmpty()) {
      commands.add("# write " + table.name() + ".cdb");
      for (Change change : changes) {
        String key = table.text(change.key());
        commands.add(change.isRemoval() ? "#-" + key : "#+" + key + " " + change.after());
      }
      commands.add(table.reload());
    }
    return commands;
  }
}
