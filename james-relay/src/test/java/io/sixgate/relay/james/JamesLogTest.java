package io.sixgate.relay.james;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.TooLongFrameException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JamesLogTest {
  private final Logger sessions = Logger.getLogger(BasicChannelInboundHandler.class.getName());

  @BeforeEach
  void quieten() {
    JamesLog.quieten();
  }

  @AfterEach
  void leaveItAsItWas() {
    sessions.setFilter(null);
  }

  private boolean isTold(Throwable cause) {
    LogRecord record = new LogRecord(Level.SEVERE, "Unable to process request");
    record.setThrown(cause);
    return sessions.getFilter().isLoggable(record);
  }

  @Test
  void whatSendersDoIsNotTold() {
    assertEquals(
        List.of(false, false, false),
        List.of(
            isTold(new TooLongFrameException("a line of 100,000 octets")),
            isTold(new SocketException("Connection reset")),
            isTold(new ClosedChannelException())));
  }

  @Test
  void aDefectOfOursIs() {
    assertEquals(
        List.of(true, true),
        List.of(
            isTold(new IllegalStateException("no such session")),
            isTold(new ConnectException("Connection refused"))));
  }
}
