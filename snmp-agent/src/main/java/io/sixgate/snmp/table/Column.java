package io.sixgate.snmp.table;

import java.util.function.Function;
import org.snmp4j.smi.Variable;

/**
 * What a table says of each of its rows.
 *
 * @param number of the object type in its entry
 * @param cell its value
 */
public record Column<R>(int number, Function<? super R, ? extends Variable> cell) {}
