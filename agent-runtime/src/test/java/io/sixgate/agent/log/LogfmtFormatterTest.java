package io.sixgate.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogfmtFormatterTest {

  private final LogfmtFormatter plain = new LogfmtFormatter("sni-router", false);

  @Test
  void aLineHasLevelAgentEventAndValuesQuotedWhereNeeded() {
    Line line = Line.event("applied").with("done", 3).with("effect", "2 names added").with("x", "");
    assertEquals(
        "INFO sni-router applied done=3 effect=\"2 names added\" x=\"\"\n",
        plain.format(record(Level.INFO, line.toString())));
  }

  @Test
  void textFromTheNetworkCannotForgeALineOrAValue() {
    Line line = Line.event("failing").with("text", "a\nERROR x y\r\"b\\ c=d\u001b[2J\u202e\u2028");
    assertEquals(
        "failing text=\"a\\nERROR x y\\r\\\"b\\\\ c=d\\u001b[2J\\u202e\\u2028\"", line.toString());
  }

  @Test
  void noTextWhateverMakesASecondLine() {
    Random random = new Random(6);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(20, 0, 0x3000).forEach(text::appendCodePoint);
      String ours = plain.format(record(Level.INFO, text.toString()));
      LogRecord foreign = record(Level.INFO, text.toString());
      foreign.setLoggerName("org.example");
      assertEquals(1, ours.lines().count(), ours);
      assertEquals(1, plain.format(foreign).lines().count());
    }
  }

  @Test
  void aLibrarysMessageBecomesAValue() {
    LogRecord record = record(Level.WARNING, "hello = world");
    record.setLoggerName("org.example.Thing");
    assertEquals(
        "WARN sni-router message logger=org.example.Thing text=\"hello = world\"\n",
        plain.format(record));
  }

  @Test
  void aStackTraceStaysOnItsLine() {
    LogRecord record = record(Level.SEVERE, "failing text=x");
    record.setThrown(new IllegalStateException("two\nlines"));
    String line = plain.format(record);
    assertEquals(1, line.lines().count());
    assertTrue(
        line.startsWith(
            "ERROR sni-router failing text=x trace=\"java.lang.IllegalStateException: two\\nlines\\n"),
        line);
  }

  @Test
  void underTheJournalEachLineBeginsWithItsSyslogPriority() {
    LogfmtFormatter journal = new LogfmtFormatter("a", true);
    assertEquals("<3>ERROR a x\n", journal.format(record(Level.SEVERE, "x")));
    assertEquals("<4>WARN a x\n", journal.format(record(Level.WARNING, "x")));
    assertEquals("<6>INFO a x\n", journal.format(record(Level.INFO, "x")));
    assertEquals("<7>DEBUG a x\n", journal.format(record(Level.FINE, "x")));
  }

  @Test
  void eventsAndKeysAreKebabCaseWords() {
    assertThrows(IllegalArgumentException.class, () -> Line.event("Two words"));
    assertThrows(IllegalArgumentException.class, () -> Line.event("a").with("b c", 1));
  }

  private static LogRecord record(Level level, String message) {
    LogRecord record = new LogRecord(level, message);
    record.setLoggerName("io.sixgate.agent.Test");
    return record;
  }
}
