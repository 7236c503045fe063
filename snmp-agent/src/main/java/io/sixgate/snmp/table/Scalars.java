package io.sixgate.snmp.table;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Objects that are there once. */
public final class Scalars implements Part {
  private final OID root;
  private final TreeMap<OID, Supplier<Variable>> objects = new TreeMap<>();

  /**
   * @param objects by the last number of their object types; each is asked for its value anew
   */
  public Scalars(OID root, Map<Integer, Supplier<Variable>> objects) {
    this.root = root;
    objects.forEach(
        (number, value) ->
            this.objects.put(new OID(root.getValue(), new int[] {number, 0}), value));
  }

  @Override
  public OID root() {
    return root;
  }

  @Override
  public Optional<Variable> get(OID name) {
    return Optional.ofNullable(objects.get(name)).map(Supplier::get);
  }

  @Override
  public Optional<VariableBinding> next(OID from, boolean inclusive) {
    return Optional.ofNullable(inclusive ? objects.ceilingEntry(from) : objects.higherEntry(from))
        .map(object -> new VariableBinding(object.getKey(), object.getValue().get()));
  }
}
