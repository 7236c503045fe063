package io.sixgate.snmp.table;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * All objects at one moment.
 *
 * @param parts in the order of their names; none is below another
 */
public record Snapshot(List<Part> parts) {
  /** Before anything was looked at. */
  public static final Snapshot EMPTY = new Snapshot(List.of());

  public Snapshot {
    parts = parts.stream().sorted(Comparator.comparing(Part::root)).toList();
  }

  /** The value of an object; empty if there is none of that name. */
  public Optional<Variable> get(OID name) {
    return parts.stream()
        .filter(part -> name.startsWith(part.root()))
        .findFirst()
        .flatMap(part -> part.get(name));
  }

  /** The first object at or behind a place. */
  public Optional<VariableBinding> next(OID from, boolean inclusive) {
    for (Part part : parts) {
      Optional<VariableBinding> found = part.next(from, inclusive);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
