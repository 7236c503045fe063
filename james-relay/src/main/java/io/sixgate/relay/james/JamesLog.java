package io.sixgate.relay.james;

import io.netty.handler.codec.DecoderException;
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
          Logger.getLogger("org.apache.james.modules.PeriodicalHealthChecksModule"));

  /** What a sender does wrong is answered; with a stack trace for each he could fill the disk. */
  private static final Logger SESSIONS =
      Logger.getLogger(BasicChannelInboundHandler.class.getName());

  private JamesLog() {}

  /** Lets through warnings and failures only. */
  public static void quieten() {
    HELD.get(0).setLevel(Level.WARNING);
    HELD.stream().skip(1).forEach(logger -> logger.setLevel(Level.SEVERE));
    SESSIONS.setFilter(record -> !(record.getThrown() instanceof DecoderException));
  }
}
