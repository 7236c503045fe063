package io.sixgate.james.incoming;

import io.sixgate.inventory.model.Mail.Primary;
import io.sixgate.inventory.model.MailDomain;
import io.sixgate.james.inventory.MailRoute;
import io.sixgate.james.smtp.Announcement;
import io.sixgate.james.smtp.Authorities;
import io.sixgate.james.smtp.ClientIdentity;
import io.sixgate.james.smtp.MappedForms;
import io.sixgate.james.smtp.Phase;
import io.sixgate.james.smtp.Remote;
import io.sixgate.james.smtp.Reply;
import io.sixgate.james.smtp.SmtpClient;
import io.sixgate.james.smtp.SmtpFailure;
import io.sixgate.james.smtp.SmtpSession;
import io.sixgate.james.smtp.TlsPolicy;
import io.sixgate.james.smtp.TrustedNames;
import java.util.Optional;

/** Opens sessions with customers' primaries, as each domain wants it. */
public final class Primaries {
  private final SmtpClient client;
  private final Authorities authorities;
  private final MappedForms forms = new MappedForms();

  /**
   * What all have in common.
   *
   * @param client its TLS policy is not used: each domain has its own
   * @param authorities for domains with {@code tls: verified}
   */
  public Primaries(SmtpClient client, Authorities authorities) {
    this.client = client;
    this.authorities = authorities;
  }

  /**
   * The first primary that answers.
   *
   * @param sender who the mail is from, for primaries that want to know; empty for none
   * @throws SmtpFailure if none does, with the last one's reason; or if one refuses by 5xx, which
   *     is an answer to the sender
   */
  public SmtpSession open(MailRoute route, Optional<ClientIdentity> sender) throws SmtpFailure {
    SmtpClient speaking = client.withTls(policy(route));
    Announcement announcement =
        sender
            .map(identity -> announcement(route.domain().clientAddress(), identity))
            .orElse(Announcement.NONE);
    SmtpFailure last = null;
    for (Primary primary : route.primaries()) {
      try {
        return speaking.open(Remote.of(primary.address(), primary.port()), announcement);
      } catch (SmtpFailure e) {
        if (isRefusal(e)) {
          throw e;
        }
        last = e;
      }
    }
    throw last;
  }

  /** Whether the primary is there and wants nothing from this client. */
  static boolean isRefusal(SmtpFailure failure) {
    return failure.reply().map(reply -> reply.isPermanent()).orElse(false);
  }

  /**
   * Whether the primary has something against this client alone: it talks to another one, the
   * gateway itself. Then it is not down, and others' mail goes on. May take as long as {@link
   * #open}.
   *
   * @param failure of {@link #open} for this sender
   */
  boolean isAgainst(Optional<ClientIdentity> sender, MailRoute route, SmtpFailure failure) {
    boolean knew =
        switch (route.domain().clientAddress()) {
          case NONE -> false;
          case PROXY_V1, PROXY_V2 ->
              failure.phase() == Phase.GREETING || failure.phase() == Phase.HELLO;
          case XCLIENT -> failure.phase() == Phase.XCLIENT;
        };
    if (!knew || sender.isEmpty()) {
      return false;
    }
    try {
      open(route, sender.map(Primaries::gatewayItself)).close();
      return true;
    } catch (SmtpFailure e) {
      return false;
    }
  }

  private static ClientIdentity gatewayItself(ClientIdentity client) {
    return new ClientIdentity(
        client.gateway(), client.port(), client.gateway(), client.gatewayPort(), "");
  }

  /** What a client is answered against whom it has something: its words, if it said any. */
  static Reply refusal(SmtpFailure failure) {
    return failure
        .reply()
        .map(LiveSink::withoutGoodbye)
        .orElse(Reply.of(451, "4.4.2 the recipient's server does not answer you; try again"));
  }

  private TlsPolicy policy(MailRoute route) {
    return switch (route.domain().tls()) {
      case OPPORTUNISTIC -> TlsPolicy.OPPORTUNISTIC;
      case REQUIRED -> TlsPolicy.REQUIRED;
      case VERIFIED -> TlsPolicy.verified(new TrustedNames(authorities, route.names()));
    };
  }

  private Announcement announcement(MailDomain.ClientAddress mode, ClientIdentity identity) {
    return switch (mode) {
      case NONE -> Announcement.NONE;
      case PROXY_V1 -> new Announcement.Proxy(identity, 1);
      case PROXY_V2 -> new Announcement.Proxy(identity, 2);
      case XCLIENT -> new Announcement.Xclient(identity, forms);
    };
  }
}
