package io.sixgate.agent.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Sends what this process logs through slf4j to standard error, as {@link LogfmtFormatter}. */
public final class AgentLog {

  /** Held, as java.util.logging keeps loggers by weak references and would forget the level. */
  private static final Logger OURS = Logger.getLogger("io.sixgate");

  private AgentLog() {}

  /**
   * Replaces the handlers of java.util.logging.
   *
   * @param agent the name in each line
   * @param verbose whether lines of level DEBUG are told as well
   * @param environment of the process; {@code JOURNAL_STREAM} is looked at
   */
  public static void install(String agent, boolean verbose, Map<String, String> environment) {
    Logger root = Logger.getLogger("");
    for (Handler former : root.getHandlers()) {
      root.removeHandler(former);
    }
    Handler handler = new StandardError(new LogfmtFormatter(agent, isJournal(environment)));
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    root.setLevel(Level.INFO);
    OURS.setLevel(verbose ? Level.FINE : Level.INFO);
  }

  /**
   * {@code JOURNAL_STREAM=DEVICE:INODE} is inherited by what a service starts, so it counts only if
   * it is our standard error: systemd.exec(5).
   */
  private static boolean isJournal(Map<String, String> environment) {
    String stream = environment.get("JOURNAL_STREAM");
    if (stream == null) {
      return false;
    }
    try {
      Path stderr = Path.of("/proc/self/fd/2");
      return stream.equals(
          Files.getAttribute(stderr, "unix:dev") + ":" + Files.getAttribute(stderr, "unix:ino"));
    } catch (IOException e) {
      return false;
    }
  }

  private static final class StandardError extends StreamHandler {
    StandardError(LogfmtFormatter formatter) {
      super(new FileOutputStream(FileDescriptor.err), formatter);
      try {
        setEncoding(StandardCharsets.UTF_8.name());
      } catch (java.io.UnsupportedEncodingException e) {
        throw new IllegalStateException("every Java has UTF-8", e);
      }
    }

    @Override
    public synchronized void publish(LogRecord record) {
      super.publish(record);
      flush();
    }
  }
}
