package io.sixgate.agent.log;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What our loggers say while it is open, as the lines an operator would see. */
public final class CapturedLog extends Handler implements AutoCloseable {

  private static final Logger OURS = Logger.getLogger("io.sixgate");

  private final LogfmtFormatter formatter = new LogfmtFormatter("fake", false);
  private final List<String> lines = new ArrayList<>();

  public static CapturedLog open() {
    CapturedLog log = new CapturedLog();
    OURS.addHandler(log);
    OURS.setUseParentHandlers(false);
    return log;
  }

  /** The lines since the last call, without their ends. */
  public synchronized List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  @Override
  public synchronized void publish(LogRecord record) {
    lines.add(formatter.format(record).stripTrailing());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    OURS.removeHandler(this);
    OURS.setUseParentHandlers(true);
  }
}
