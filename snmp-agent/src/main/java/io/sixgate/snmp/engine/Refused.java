package io.sixgate.snmp.engine;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.event.CounterListener;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/** What was refused since the start of the process. */
public final class Refused implements CounterListener {
  /** What the library refuses by itself. */
  private static final Set<OID> STRANGERS =
      Set.of(
          SnmpConstants.usmStatsUnknownUserNames,
          SnmpConstants.usmStatsWrongDigests,
          SnmpConstants.usmStatsUnsupportedSecLevels,
          SnmpConstants.usmStatsDecryptionErrors);

  private final AtomicLong strangers = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();

  /** Requests by whoever is not known, or does not prove it. */
  public long strangers() {
    return strangers.get();
  }

  /** Requests to set something. */
  public long writes() {
    return writes.get();
  }

  void stranger() {
    strangers.incrementAndGet();
  }

  void write() {
    writes.incrementAndGet();
  }

  @Override
  public void incrementCounter(CounterEvent event) {
    if (STRANGERS.contains(event.getOid())) {
      stranger();
    }
  }
}
