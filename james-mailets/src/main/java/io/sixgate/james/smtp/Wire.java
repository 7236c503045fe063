package io.sixgate.james.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** The connection itself: bytes out, replies in, each with a deadline. */
final class Wire implements AutoCloseable {
  private static final int OUT = 64 * 1024;
  private static final int LAST_WORDS_MILLIS = 1000;

  private final Remote remote;
  private final Timeouts timeouts;
  private final Socket socket = new Socket();
  private final Deadlines deadline = new Deadlines(socket);
  private Socket current = socket;
  private OutputStream out = OutputStream.nullOutputStream();
  private ReplyReader replies = new ReplyReader(InputStream.nullInputStream());
  private InputStream in = InputStream.nullInputStream();
  private BodyWriter body = new BodyWriter(out);

  Wire(Remote remote, Timeouts timeouts) {
    this.remote = remote;
    this.timeouts = timeouts;
  }

  void connect() throws SmtpFailure {
    try {
      socket.setTcpNoDelay(true);
      if (remote.source().isPresent()) {
        socket.bind(new InetSocketAddress(remote.source().get().toString(), 0));
      }
      socket.connect(remote.socketAddress(), millis(timeouts.connect()));
      use(socket);
    } catch (IOException e) {
      throw failure(Phase.CONNECT, e);
    }
  }

  private void use(Socket connected) throws IOException {
    current = connected;
    in = new BufferedInputStream(connected.getInputStream(), 4096);
    replies = new ReplyReader(in);
    out = new BufferedOutputStream(connected.getOutputStream(), OUT);
  }

  /** What was pipelined behind the answer to STARTTLS is not of the TLS session (RFC 3207, 4.2). */
  void startTls(CertificateCheck check) throws SmtpFailure {
    deadline.within(timeouts.command().toNanos());
    try {
      if (in.available() > 0) {
        throw new IOException("it sent more behind its answer to STARTTLS");
      }
      socket.setSoTimeout(millis(timeouts.command()));
      SSLSocket secured = StartTls.handshake(socket, remote, check);
      use(secured);
    } catch (IOException e) {
      throw failure(Phase.STARTTLS, e);
    } finally {
      deadline.met();
    }
  }

  boolean isSecured() {
    return current instanceof SSLSocket;
  }

  /**
   * Puts a command into the buffer; it leaves with the next {@link #flush} or when that is full.
   */
  void put(Phase phase, byte[] line) throws SmtpFailure {
    deadline.within(timeouts.command().toNanos());
    try {
      out.write(line);
    } catch (IOException e) {
      throw failure(phase, e);
    } finally {
      deadline.met();
    }
  }

  void flush(Phase phase) throws SmtpFailure {
    deadline.within(timeouts.command().toNanos());
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(phase, e);
    } finally {
      deadline.met();
    }
  }

  void send(Phase phase, byte[] line) throws SmtpFailure {
    put(phase, line);
    flush(phase);
  }

  /** A server that answers before it is asked would be taken to answer what comes next. */
  void expectSilence(Phase phase) throws SmtpFailure {
    try {
      if (in.available() > 0) {
        throw new IOException("it spoke before it was asked");
      }
    } catch (IOException e) {
      throw failure(phase, e);
    }
  }

  Reply ask(Phase phase, String command, Duration patience) throws SmtpFailure {
    expectSilence(phase);
    send(phase, SmtpClient.line(command));
    return await(phase, patience);
  }

  /** The next reply. The deadline is for the whole of it: a byte a minute is no progress. */
  Reply await(Phase phase, Duration patience) throws SmtpFailure {
    deadline.within(patience.toNanos());
    try {
      current.setSoTimeout(millis(patience));
      Reply reply = replies.read();
      if (reply.code() == 421) { // RFC 5321, section 3.8: it closes the connection
        throw failure(phase, reply);
      }
      return reply;
    } catch (SmtpFailure e) {
      throw e;
    } catch (SocketTimeoutException e) {
      throw new SmtpFailure(remote, phase, "no answer within " + text(patience));
    } catch (IOException e) {
      throw deadline.missed()
          ? new SmtpFailure(remote, phase, "no answer within " + text(patience))
          : failure(phase, e);
    } finally {
      deadline.met();
    }
  }

  void expect220(Phase phase, Duration patience) throws SmtpFailure {
    Reply reply = await(phase, patience);
    if (reply.code() != 220) {
      throw failure(phase, reply);
    }
  }

  /** A message may follow, piece by piece. */
  void beginBody() {
    body = new BodyWriter(out);
  }

  /**
   * A piece of the message; see {@link BodyWriter}. The deadline is for this piece: how fast the
   * pieces come is not the server's fault.
   */
  void sendBody(byte[] bytes, int from, int to) throws SmtpFailure {
    deadline.within(timeouts.body().toNanos());
    try {
      body.write(bytes, from, to);
    } catch (IOException e) {
      throw interrupted(Phase.BODY, e);
    } finally {
      deadline.met();
    }
  }

  /** All that was held back of the message, and its final dot. */
  void endBody() throws SmtpFailure {
    deadline.within(timeouts.body().toNanos());
    try {
      body.finish();
    } catch (IOException e) {
      throw interrupted(Phase.FINAL_DOT, e);
    } finally {
      deadline.met();
    }
  }

  /**
   * A server that has had enough of a message says so, and closes: its words were read by nobody
   * while the message was sent.
   */
  private SmtpFailure interrupted(Phase phase, IOException cause) {
    if (deadline.missed()) {
      return new SmtpFailure(remote, phase, "not sent within " + text(timeouts.body()));
    }
    try {
      current.setSoTimeout(LAST_WORDS_MILLIS);
      Reply lastWords = replies.read();
      if (!lastWords.isPositive()) {
        return failure(Phase.BODY, lastWords);
      }
    } catch (IOException e) {
      // It said nothing.
    }
    return failure(phase, cause);
  }

  /** Whether the server said anything, or went, while nothing was asked. */
  boolean isQuiet() {
    try {
      if (in.available() > 0) {
        return false;
      }
      current.setSoTimeout(1);
      in.read(); // a byte that nobody asked for, or the end
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  SmtpFailure failure(Phase phase, Throwable cause) {
    return cause instanceof SmtpFailure known ? known : new SmtpFailure(remote, phase, cause);
  }

  SmtpFailure failure(Phase phase, Reply reply) {
    return new SmtpFailure(remote, phase, reply);
  }

  SmtpFailure failure(Phase phase, String detail) {
    return new SmtpFailure(remote, phase, detail);
  }

  Remote remote() {
    return remote;
  }

  @Override
  public void close() {
    deadline.forget();
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to be done with it.
    }
  }

  private static int millis(Duration duration) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
  }

  private static String text(Duration duration) {
    return TimeUnit.MILLISECONDS.toSeconds(duration.toMillis()) > 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
