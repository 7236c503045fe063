package io.sixgate.agent.log;

import java.util.regex.Pattern;
import org.slf4j.Logger;

/**
 * One event in logfmt: {@code applied effect="2 names added" done=2}.
 *
 * <p>Event and keys are constants of the program in kebab-case; values may come from the network.
 */
public final class Line {

  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*");

  private final StringBuilder text;

  private Line(String event) {
    this.text = new StringBuilder(word(event));
  }

  /** A line that says only the event so far. */
  public static Line event(String event) {
    return new Line(event);
  }

  /** Adds {@code key=value}; the value is quoted and escaped where it has to be. */
  public Line with(String key, Object value) {
    text.append(' ').append(word(key)).append('=').append(Escape.value(String.valueOf(value)));
    return this;
  }

  /** Something was done or came to an end. */
  public void info(Logger log) {
    log.info(text.toString());
  }

  /** Something needs the operator's eye; traffic goes on. */
  public void warn(Logger log) {
    log.warn(text.toString());
  }

  /** A defect of this program, with where it happened. */
  public void error(Logger log, Throwable defect) {
    log.error(text.toString(), defect);
  }

  /** Told only with {@code -v}. */
  public void debug(Logger log) {
    log.debug(text.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String word(String word) {
    if (!WORD.matcher(word).matches()) {
      throw new IllegalArgumentException("\"" + word + "\" is not a kebab-case word");
    }
    return word;
  }
}
