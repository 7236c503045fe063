package io.sixgate.james.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Opens sessions with servers.
 *
 * @param helo our own name, for EHLO
 */
public record SmtpClient(String helo, TlsPolicy tls, Timeouts timeouts) {

  public SmtpClient withTls(TlsPolicy policy) {
    return new SmtpClient(helo, policy, timeouts);
  }

  public SmtpClient withTimeouts(Timeouts other) {
    return new SmtpClient(helo, tls, other);
  }

  /**
   * Connects, tells who the client is, and says hello, up to where MAIL may be said. Where
   * opportunistic TLS fails, a second connection goes without (RFC 7435).
   *
   * @throws SmtpFailure if the server cannot be reached, is not ready, or has not what is required
   */
  public SmtpSession open(Remote remote, Announcement announcement) throws SmtpFailure {
    try {
      return open(remote, announcement, tls);
    } catch (SmtpFailure e) {
      if (e.phase() != Phase.STARTTLS || tls.need() != TlsPolicy.Need.OPPORTUNISTIC) {
        throw e;
      }
      return open(remote, announcement, TlsPolicy.NONE);
    }
  }

  private SmtpSession open(Remote remote, Announcement announcement, TlsPolicy policy)
      throws SmtpFailure {
    Wire wire = new Wire(remote, timeouts);
    boolean ready = false;
    try {
      wire.connect();
      if (announcement instanceof Announcement.Proxy proxy) {
        wire.send(Phase.CONNECT, ProxyHeader.of(proxy));
      }
      wire.expect220(Phase.GREETING, timeouts.greeting());
      String name = announcement instanceof Announcement.Proxy proxy ? name(proxy.client()) : helo;
      Extensions extensions = hello(wire, Phase.HELLO, name);
      if (policy.need() != TlsPolicy.Need.NONE) {
        extensions = startTls(wire, policy, extensions, name);
      }
      if (announcement instanceof Announcement.Xclient xclient
          && extensions.offers("XCLIENT", "ADDR")) {
        extensions = xclient(wire, xclient, extensions);
      }
      ready = true;
      return new SmtpSession(wire, extensions, timeouts);
    } finally {
      if (!ready) {
        wire.close();
      }
    }
  }

  /**
   * A Postfix whose {@code inet_protocols} is {@code ipv6} takes no IPv4 address, but the same one
   * mapped into IPv6 (RFC 4291, section 2.5.5.2).
   */
  private Extensions xclient(Wire wire, Announcement.Xclient announcement, Extensions offered)
      throws SmtpFailure {
    List<byte[]> forms = new ArrayList<>(Xclient.commands(announcement.client(), offered));
    boolean mappedFirst = forms.size() > 1 && announcement.forms().isWantedBy(wire.remote());
    if (mappedFirst) {
      Collections.reverse(forms);
    }
    Reply reply = null;
    for (int i = 0; i < forms.size(); i++) {
      wire.send(Phase.XCLIENT, forms.get(i));
      reply = wire.await(Phase.XCLIENT, timeouts.command());
      if (reply.code() != 501) {
        if (forms.size() > 1 && reply.code() == 220) {
          announcement.forms().accepted(wire.remote(), mappedFirst == (i == 0));
        }
        break;
      }
    }
    if (reply.code() != 220) {
      throw wire.failure(Phase.XCLIENT, reply);
    }
    return hello(wire, Phase.XCLIENT, name(announcement.client()));
  }

  /** A server that takes us for the client judges the client's name, not ours. */
  private String name(ClientIdentity client) {
    return client.helo().isEmpty() ? helo : client.helo();
  }

  private Extensions hello(Wire wire, Phase phase, String name) throws SmtpFailure {
    Reply ehlo = wire.ask(phase, "EHLO " + name, timeouts.command());
    if (ehlo.isPositive()) {
      return Extensions.of(ehlo);
    }
    if (!ehlo.isPermanent()) {
      throw wire.failure(phase, ehlo);
    }
    Reply plain = wire.ask(phase, "HELO " + name, timeouts.command());
    if (!plain.isPositive()) {
      throw wire.failure(phase, plain);
    }
    return Extensions.NONE;
  }

  private Extensions startTls(Wire wire, TlsPolicy policy, Extensions offered, String name)
      throws SmtpFailure {
    if (!offered.offers("STARTTLS")) {
      if (policy.need() == TlsPolicy.Need.REQUIRED) {
        throw wire.failure(Phase.STARTTLS, "it does not offer STARTTLS, which is required");
      }
      return offered;
    }
    Reply go = wire.ask(Phase.STARTTLS, "STARTTLS", timeouts.command());
    if (go.code() != 220) {
      throw wire.failure(Phase.STARTTLS, go);
    }
    wire.startTls(policy.check());
    return hello(wire, Phase.HELLO, name);
  }

  /** Whether a text may stand in a command: no line break, no NUL. */
  static byte[] line(String command) {
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c < ' ' || c == 127) {
        throw new IllegalArgumentException("a control character in an SMTP command");
      }
    }
    return (command + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
