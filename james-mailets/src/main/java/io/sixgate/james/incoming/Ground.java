package io.sixgate.james.incoming;

import io.sixgate.james.inventory.MailRoutes;
import io.sixgate.james.spool.Spool;
import java.util.function.Supplier;

/** What all conversations share. */
record Ground(
    Supplier<MailRoutes> routes,
    Primaries primaries,
    Spool spool,
    KnownRecipients recipients,
    Tally tally) {}
