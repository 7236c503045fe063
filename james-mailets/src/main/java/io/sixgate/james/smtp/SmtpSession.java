package io.sixgate.james.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection to a server that has said hello. Of one thread at a time. After an {@link
 * SmtpFailure} it is of no more use.
 */
public final class SmtpSession implements AutoCloseable {
  private static final int PIECE = 32 * 1024;

  private final Wire wire;
  private final Extensions extensions;
  private final Timeouts timeouts;
  private boolean broken;

  SmtpSession(Wire wire, Extensions extensions, Timeouts timeouts) {
    this.wire = wire;
    this.extensions = extensions;
    this.timeouts = timeouts;
  }

  /** One recipient and what is said with it. */
  public record Recipient(String address, RcptParameters parameters) {}

  /**
   * The answers to an envelope.
   *
   * @param recipients in their order; empty if the sender was refused
   */
  public record EnvelopeReplies(Reply sender, List<Reply> recipients) {
    public EnvelopeReplies {
      recipients = List.copyOf(recipients);
    }
  }

  public Remote remote() {
    return wire.remote();
  }

  public Extensions extensions() {
    return extensions;
  }

  /** Whether TLS protects it. */
  public boolean isSecured() {
    return wire.isSecured();
  }

  /**
   * Begins a transaction.
   *
   * @param sender without brackets; empty for the null sender
   */
  public Reply mail(String sender, MailParameters parameters) throws SmtpFailure {
    Optional<Reply> refusal = refusal(parameters);
    return refusal.isPresent() ? refusal.get() : ask(Phase.MAIL, mailCommand(sender, parameters));
  }

  /** One recipient more, without brackets. */
  public Reply rcpt(Recipient recipient) throws SmtpFailure {
    return ask(Phase.RCPT, rcptCommand(recipient));
  }

  /** Sender and recipients, in one flight if the server offers PIPELINING (RFC 2920). */
  public EnvelopeReplies envelope(
      String sender, MailParameters parameters, List<Recipient> recipients) throws SmtpFailure {
    if (!extensions.offers("PIPELINING") || refusal(parameters).isPresent()) {
      return oneByOne(sender, parameters, recipients);
    }
    try {
      wire.expectSilence(Phase.MAIL);
      wire.put(Phase.MAIL, SmtpClient.line(mailCommand(sender, parameters)));
      for (Recipient recipient : recipients) {
        wire.put(Phase.RCPT, SmtpClient.line(rcptCommand(recipient)));
      }
      wire.flush(Phase.RCPT);
      Reply mail = last(Phase.MAIL, wire.await(Phase.MAIL, timeouts.command()));
      List<Reply> replies = new ArrayList<>(recipients.size());
      for (int i = 0; i < recipients.size(); i++) {
        replies.add(last(Phase.RCPT, wire.await(Phase.RCPT, timeouts.command())));
      }
      return new EnvelopeReplies(mail, mail.isPositive() ? replies : List.of());
    } catch (SmtpFailure e) {
      throw broken(e);
    }
  }

  private EnvelopeReplies oneByOne(
      String sender, MailParameters parameters, List<Recipient> recipients) throws SmtpFailure {
    Reply mail = mail(sender, parameters);
    List<Reply> replies = new ArrayList<>(recipients.size());
    if (mail.isPositive()) {
      for (Recipient recipient : recipients) {
        replies.add(rcpt(recipient));
      }
    }
    return new EnvelopeReplies(mail, replies);
  }

  /** Says DATA; the message may follow if the answer is 354. */
  public Reply data() throws SmtpFailure {
    Reply reply = ask(Phase.DATA, "DATA");
    if (reply.isPositive()) {
      throw broken(wire.failure(Phase.DATA, "it takes a message that it has not seen: " + reply));
    }
    if (reply.isIntermediate() && reply.code() != 354) {
      throw broken(wire.failure(Phase.DATA, "it asks for something else: " + reply));
    }
    wire.beginBody();
    return reply;
  }

  /**
   * The message and the final dot. If this fails with {@link SmtpFailure#isInDoubt}, it may have
   * been taken.
   *
   * @param message headers and body as they are, without doubled dots; read to its end, not closed
   * @throws IOException if the message cannot be read; the connection is then dropped
   */
  public Reply message(InputStream message) throws IOException {
    byte[] piece = new byte[PIECE];
    try {
      for (int read = message.read(piece); read >= 0; read = message.read(piece)) {
        write(piece, 0, read);
      }
    } catch (IOException e) {
      abort();
      throw e;
    }
    return end();
  }

  /**
   * A piece of the message, as it comes; see {@link #message}.
   *
   * @param from index of the first byte
   * @param to index after the last byte
   */
  public void write(byte[] bytes, int from, int to) throws SmtpFailure {
    try {
      wire.sendBody(bytes, from, to);
    } catch (SmtpFailure e) {
      throw broken(e);
    }
  }

  /** The final dot, behind all pieces. */
  public Reply end() throws SmtpFailure {
    try {
      wire.endBody();
      return last(Phase.FINAL_DOT, wire.await(Phase.FINAL_DOT, timeouts.finalReply()));
    } catch (SmtpFailure e) {
      throw broken(e);
    }
  }

  /** Forgets the transaction, so that the next message can follow on this connection. */
  public Reply reset() throws SmtpFailure {
    return ask(Phase.RESET, "RSET");
  }

  /** Whether the connection can still be used, after it was left alone for a while. */
  public boolean isAlive() {
    return !broken && wire.isQuiet();
  }

  /** Says QUIT and does not wait for the answer. */
  @Override
  public void close() {
    try {
      if (!broken) {
        wire.send(Phase.QUIT, SmtpClient.line("QUIT"));
      }
    } catch (IOException e) {
      // It was to be closed anyway.
    } finally {
      broken = true;
      wire.close();
    }
  }

  /** Drops the connection without a word, so that nothing half said can count. */
  public void abort() {
    broken = true;
    wire.close();
  }

  private Reply ask(Phase phase, String command) throws SmtpFailure {
    try {
      Reply reply = wire.ask(phase, command, timeouts.command());
      return phase == Phase.DATA ? reply : last(phase, reply);
    } catch (SmtpFailure e) {
      throw broken(e);
    }
  }

  /** 3xx wants more to be said, and there is nothing: the sender must not take it to be for him. */
  private Reply last(Phase phase, Reply reply) throws SmtpFailure {
    if (reply.isIntermediate()) {
      throw wire.failure(phase, "it asks for more: " + reply);
    }
    return reply;
  }

  private SmtpFailure broken(SmtpFailure failure) {
    abort();
    return failure;
  }

  /** What the server could not be given, whatever it would answer. */
  private Optional<Reply> refusal(MailParameters parameters) {
    if (parameters.utf8() && !extensions.offers("SMTPUTF8")) { // RFC 6531, section 3.5
      return Optional.of(
          Reply.of(553, "5.6.7 the next server does not take internationalized addresses"));
    }
    boolean tooLarge =
        parameters.size().isPresent()
            && extensions.largestMessage().isPresent()
            && parameters.size().getAsLong() > extensions.largestMessage().getAsLong();
    return tooLarge
        ? Optional.of(
            Reply.of(
                552,
                "5.3.4 the next server takes messages of %d bytes at most"
                    .formatted(extensions.largestMessage().getAsLong())))
        : Optional.empty();
  }

  private String mailCommand(String sender, MailParameters parameters) {
    return "MAIL FROM:<" + path(sender) + ">" + parameters.text(extensions);
  }

  private String rcptCommand(Recipient recipient) {
    return "RCPT TO:<" + path(recipient.address()) + ">" + recipient.parameters().text(extensions);
  }

  private static String path(String address) {
    if (!isPath(address)) {
      throw new IllegalArgumentException("\"" + address + "\" is not an address");
    }
    return address;
  }

  /**
   * Whether an address can be said between brackets: it ends neither them nor the line. A backslash
   * outside quotes (RFC 822, section 3.3) does not help, for not all servers know it.
   */
  public static boolean isPath(String address) {
    boolean quoted = false;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c < ' ' || c == 127 || (!quoted && (c == '<' || c == '>' || c == ' '))) {
        return false;
      }
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      }
    }
    return true;
  }
}
