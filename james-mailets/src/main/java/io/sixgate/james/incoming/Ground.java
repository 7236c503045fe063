package io.sixgate.james.incoming;

import io.sixgate.james.inventory.MailRoutes;
import io.sixgate.james.spool.Spool;
import io.sixgate.james.spool.TrafficTable;
import java.util.function.Supplier;

/** What all conversations share. */
record Ground(
    Supplier<MailRoutes> routes,
    Primaries primaries,
    Spool spool,
    KnownRecipients recipients,
    Tally tally) {
  /** Of customers' domains: what is cut through, and what waits. */
  TrafficTable traffic() {
    return spool.counters().traffic();
  }
}
