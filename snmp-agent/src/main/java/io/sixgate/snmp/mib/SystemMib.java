package io.sixgate.snmp.mib;

import io.sixgate.snmp.engine.UpTime;
import io.sixgate.snmp.table.Part;
import io.sixgate.snmp.table.Scalars;
import java.util.Map;
import org.snmp4j.smi.OID;

/** Of SNMPv2-MIB (RFC 3418) what other modules' times are told by; the rest is snmpd's. */
public final class SystemMib {
  /** The group {@code system}. */
  public static final OID ROOT = new OID("1.3.6.1.2.1.1");

  private SystemMib() {}

  /** sysUpTime. */
  public static Part upTime(UpTime upTime) {
    return new Scalars(ROOT, Map.of(3, upTime::now));
  }
}
