package io.sixgate.snmp.table;

import java.util.Optional;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Objects below one name, and no others below it. */
public interface Part {
  /** Below which all its objects are. */
  OID root();

  /** The value of an object; empty if there is none of that name. */
  Optional<Variable> get(OID name);

  /**
   * The first object at or behind a place, in the order of names.
   *
   * @param inclusive whether the one at that very place is meant, too
   */
  Optional<VariableBinding> next(OID from, boolean inclusive);
}
