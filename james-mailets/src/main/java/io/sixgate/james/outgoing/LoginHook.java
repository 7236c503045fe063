package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.smtp.Printable;
import java.time.Duration;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.OidcSASLConfiguration;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.AuthHook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logins of the inventory, over TLS only. */
public final class LoginHook implements AuthHook {
  private static final Logger LOG = LoggerFactory.getLogger(LoginHook.class);
  private static final AttachmentKey<Integer> FAILURES =
      AttachmentKey.of("sixgate.failed-logins", Integer.class);

  /** Checking a password costs a millisecond or more on purpose: guessing must not be cheap. */
  private static final int MOST_FAILURES = 3;

  private final Outgoing outgoing;

  @Inject
  public LoginHook(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  @Override
  public HookResult doAuth(SMTPSession session, Username name, String password) {
    if (!session.isTLSStarted()) {
      return Submitter.answer(
          HookReturnCode.deny(), "538", "5.7.11 encryption required: use STARTTLS, or port 465");
    }
    IpAddress client = Submitter.address(session);
    Optional<Duration> pause = outgoing.guesses().pause(client);
    if (pause.isPresent()) {
      outgoing.refused(Refused.Reason.LOGIN);
      return Submitter.answer(
          HookReturnCode.disconnected(HookReturnCode.Action.DENYSOFT),
          "454",
          "4.7.0 too many wrong passwords; try again in %d s"
              .formatted(pause.get().toSeconds() + 1));
    }
    Optional<Senders.Login> login = outgoing.senders().withLogin(name.asString(), password);
    if (login.isPresent()) {
      Submitter.loggedIn(session, login.get());
      session.setUsername(name);
      return Submitter.answer(HookReturnCode.ok(), "235", "2.7.0 logged in");
    }
    outgoing.guesses().wrong(client);
    outgoing.refused(Refused.Reason.LOGIN);
    int failures = session.getAttachment(FAILURES, State.Connection).orElse(0) + 1;
    session.setAttachment(FAILURES, failures, State.Connection);
    LOG.warn("login-failed client={} name={}", client, Printable.of(name.asString()));
    return Submitter.answer(
        failures < MOST_FAILURES
            ? HookReturnCode.deny()
            : HookReturnCode.disconnected(HookReturnCode.Action.DENY),
        "535",
        "5.7.8 name or password is wrong");
  }

  @Override
  public HookResult doSasl(
      SMTPSession session, OidcSASLConfiguration configuration, String initialResponse) {
    return HookResult.DENY;
  }
}
