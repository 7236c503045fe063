package io.sixgate.snmp.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * A table of rows that are kept as they are: names and values of objects are made when they are
 * asked for, so that a hundred thousand rows take little more than the rows themselves.
 *
 * @param <R> a row
 */
public final class Table<R> implements Part {
  private final OID entry;
  private final Function<? super R, int[]> index;
  private final List<Column<R>> columns;
  private final List<R> rows;

  /**
   * A table.
   *
   * @param entry the name of its entry
   * @param index by which numbers a row is known; of two that are the same the first one counts
   * @param columns in the order of their numbers
   */
  public Table(
      OID entry,
      Collection<? extends R> rows,
      Function<? super R, int[]> index,
      List<Column<R>> columns) {
    this(sorted(rows, index), entry, index, columns);
  }

  private Table(
      List<R> rows, OID entry, Function<? super R, int[]> index, List<Column<R>> columns) {
    this.entry = entry;
    this.index = index;
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  /**
   * A table of rows that are in the order of their indexes already, none twice. They are not
   * copied: the list may make them when it is asked.
   */
  public static <R> Table<R> ofSorted(
      OID entry, List<R> rows, Function<? super R, int[]> index, List<Column<R>> columns) {
    return new Table<>(rows, entry, index, columns);
  }

  private static <R> List<R> sorted(
      Collection<? extends R> rows, Function<? super R, int[]> index) {
    record Indexed<R>(OID index, R row) {}
    List<Indexed<R>> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(new Indexed<>(new OID(index.apply(row)), row)));
    all.sort(Comparator.comparing(Indexed::index));
    List<R> sorted = new ArrayList<>(all.size());
    OID before = null;
    for (Indexed<R> next : all) {
      if (!next.index().equals(before)) {
        sorted.add(next.row());
      }
      before = next.index();
    }
    return sorted;
  }

  @Override
  public OID root() {
    return entry;
  }

  @Override
  public Optional<Variable> get(OID name) {
    return next(name, true)
        .filter(found -> found.getOid().equals(name))
        .map(VariableBinding::getVariable);
  }

  @Override
  public Optional<VariableBinding> next(OID from, boolean inclusive) {
    boolean inside = from.startsWith(entry) && from.size() > entry.size();
    if (!inside && from.compareTo(entry) > 0) {
      return Optional.empty();
    }
    long wanted = inside ? from.getUnsigned(entry.size()) : 0;
    for (Column<R> column : columns) {
      int row = 0;
      if (column.number() == wanted) {
        row = firstRow(suffix(from, entry.size() + 1), inclusive);
      }
      if (column.number() >= wanted && row < rows.size()) {
        return Optional.of(object(column, rows.get(row)));
      }
    }
    return Optional.empty();
  }

  private static int[] suffix(OID name, int from) {
    return Arrays.copyOfRange(name.getValue(), from, name.size());
  }

  /** How many rows are before the one that is meant. */
  private int firstRow(int[] from, boolean inclusive) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = Arrays.compareUnsigned(index.apply(rows.get(middle)), from);
      if (order < 0 || (order == 0 && !inclusive)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private VariableBinding object(Column<R> column, R row) {
    int[] numbers = index.apply(row);
    int[] last = new int[numbers.length + 1];
    last[0] = column.number();
    System.arraycopy(numbers, 0, last, 1, numbers.length);
    return new VariableBinding(new OID(entry.getValue(), last), column.cell().apply(row));
  }
}
