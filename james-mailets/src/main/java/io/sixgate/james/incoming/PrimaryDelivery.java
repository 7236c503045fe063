package io.sixgate.james.incoming;

import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.inventory.MailRoutes;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.SmtpFailure;
import io.sixgate.james.spool.Delivery;
import io.sixgate.james.spool.Destination;
import io.sixgate.james.spool.Envelope;
import io.sixgate.james.spool.Handover;
import io.sixgate.james.spool.Refusal;
import io.sixgate.james.spool.SmtpHandover;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hands spooled mail to primaries. A domain that is not in the inventory any more waits: it may be
 * an entry that is wrong for an hour.
 */
public final class PrimaryDelivery implements Delivery {
  private final Supplier<MailRoutes> routes;
  private final Primaries primaries;

  public PrimaryDelivery(Supplier<MailRoutes> routes, Primaries primaries) {
    this.routes = routes;
    this.primaries = primaries;
  }

  @Override
  public Handover open(Destination destination, Envelope first) throws IOException {
    MailRoute route =
        routes
            .get()
            .of(destination.name())
            .orElseThrow(
                () -> new IOException(destination + " is no mail domain of the inventory now"));
    return open(route, first);
  }

  /**
   * Each session announces the client of the first message. Where clients are announced, each
   * message therefore has a session of its own; see {@link OneMessage}.
   */
  Handover open(MailRoute route, Envelope first) throws SmtpFailure {
    Handover handover = reach(route, first.client());
    return switch (route.domain().clientAddress()) {
      case NONE -> handover;
      case PROXY_V1, PROXY_V2, XCLIENT -> new OneMessage(handover);
    };
  }

  /** What a primary has against one client is the answer to his message, and holds no other up. */
  private Handover reach(MailRoute route, Optional<ClientIdentity> client) throws SmtpFailure {
    try {
      return new SmtpHandover(primaries.open(route, client));
    } catch (SmtpFailure e) {
      if (primaries.isAgainst(client, route, e)) {
        return new Refusal(Primaries.refusal(e));
      }
      throw e;
    }
  }
}
