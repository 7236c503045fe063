package io.sixgate.agent.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Writes {@code LEVEL agent event key=value …}, one line per record.
 *
 * <p>Records of our own loggers are {@link Line}s. Those of a library become the event {@code
 * message} with its text as a value. A stack trace becomes the value {@code trace}.
 */
public final class LogfmtFormatter extends Formatter {

  private final String agent;
  private final boolean priorities;

  /**
   * A formatter for one process.
   *
   * @param agent e.g. {@code sni-router}
   * @param priorities whether each line starts with {@code <N>}, N being the syslog priority that
   *     journald takes from it (sd-daemon(3))
   */
  public LogfmtFormatter(String agent, boolean priorities) {
    this.agent = agent;
    this.priorities = priorities;
  }

  @Override
  public String format(LogRecord record) {
    Severity severity = Severity.of(record.getLevel());
    StringBuilder line = new StringBuilder();
    if (priorities) {
      line.append('<').append(severity.priority).append('>');
    }
    line.append(severity).append(' ').append(agent).append(' ').append(event(record));
    if (record.getThrown() != null) {
      StringWriter trace = new StringWriter();
      record.getThrown().printStackTrace(new PrintWriter(trace));
      line.append(" trace=").append(Escape.value(trace.toString().strip()));
    }
    return line.append('\n').toString();
  }

  private String event(LogRecord record) {
    String message = formatMessage(record);
    String logger = String.valueOf(record.getLoggerName());
    if (logger.startsWith("io.sixgate.")) {
      return Escape.hidden(message);
    }
    return Line.event("message").with("logger", logger).with("text", message).toString();
  }

  /** Our names of the levels and syslog's numbers for them (RFC 5424, section 6.2.1). */
  private enum Severity {
    ERROR(3),
    WARN(4),
    INFO(6),
    DEBUG(7);

    private final int priority;

    Severity(int priority) {
      this.priority = priority;
    }

    static Severity of(Level level) {
      int value = level.intValue();
      if (value >= Level.SEVERE.intValue()) {
        return ERROR;
      }
      if (value >= Level.WARNING.intValue()) {
        return WARN;
      }
      return value >= Level.INFO.intValue() ? INFO : DEBUG;
    }
  }
}
