package io.sixgate.dns.table;

import io.sixgate.agent.file.FileReplacer;
import io.sixgate.dns.cdb.Cdb;
import io.sixgate.dns.cdb.Entries;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One table's file. What is in it is what dnsdist has: it looks at the file each second. */
public final class LookupFile {
  private final Table table;
  private final Path file;

  private Entries held = Entries.none();
  private boolean fresh = true;

  public LookupFile(Table table, Path state) {
    this.table = table;
    this.file = table.file(state);
  }

  /** Reads the file; one that is absent or damaged is to be written in any case. */
  public void read() throws IOException {
    held = Entries.none();
    fresh = true;
    try {
      held = Cdb.read(file);
      fresh = false;
    } catch (NoSuchFileException | IllegalArgumentException none) {
      return;
    }
  }

  public TableChanges plan(Entries desired) {
    TableChanges changes = TableChanges.between(table, fresh, held, desired);
    if (changes.isEmpty()) {
      held = desired; // the same entries; so there is one copy in memory and not two
    }
    return changes;
  }

  public void write(TableChanges changes) throws IOException {
    FileReplacer.keepingMode(file).replaceBytesIfChanged(out -> Cdb.write(changes.after(), out));
    held = changes.after();
    fresh = false;
  }

  public int size() {
    return held.size();
  }
}
