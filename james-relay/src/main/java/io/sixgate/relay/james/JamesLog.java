package io.sixgate.relay.james;

import io.netty.handler.codec.DecoderException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;

/** James tells each step of its start and of each connection; an operator wants what went wrong. */
public final class JamesLog {
  /** Held, as java.util.logging keeps loggers by weak references and would forget the level. */
  private static final List<Logger> HELD =
      List.of(
          Logger.getLogger("org.apache"),
          // These two warn that a file is absent which the relay has no use for.
          Logger.getLogger("org.apache.james.modules.server.MailStoreRepositoryModule"),
          Logger.getLogger("org.apache.james.modules.PeriodicalHealthChecksModule"),
          // That the machine's own name has no address, which nothing here asks for.
          Logger.getLogger("org.apache.james.domainlist.lib.AbstractDomainList"),
          // That a sender's domain has no SPF record: Authentication-Results says so.
          Logger.getLogger("org.apache.james.jspf"));

  /**
   * What a sender does wrong is answered, and a connection that he cuts off is gone; with a stack
   * trace for each he could fill the disk.
   */
  private static final Logger SESSIONS =
      Logger.getLogger(BasicChannelInboundHandler.class.getName());

  private JamesLog() {}

  /** Lets through warnings and failures only. */
  public static void quieten() {
    HELD.get(0).setLevel(Level.WARNING);
    HELD.stream().skip(1).forEach(logger -> logger.setLevel(Level.SEVERE));
    SESSIONS.setFilter(record -> !isOfSender(record.getThrown()));
  }

  private static boolean isOfSender(Throwable cause) {
    // A connection of ours that fails throws a class of its own.
    boolean reset = cause != null && cause.getClass().equals(SocketException.class);
    return reset || cause instanceof DecoderException || cause instanceof ClosedChannelException;
  }
}
