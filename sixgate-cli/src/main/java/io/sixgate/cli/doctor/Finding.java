package io.sixgate.cli.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param subject what it is, in two or three words
 * @param text what was found
 * @param remedy what to do, e.g. a command; empty if all is well
 */
public record Finding(Level level, String subject, String text, String remedy) {
  /** How it stands. */
  public enum Level {
    OK,
    /** It works, but not as well as it could. */
    ADVICE,
    /** Something does not work, or will not after the next restart. */
    WRONG;

    @JsonValue
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text, "");
  }

  public static Finding advice(String subject, String text, String remedy) {
    return new Finding(Level.ADVICE, subject, text, remedy);
  }

  public static Finding wrong(String subject, String text, String remedy) {
    return new Finding(Level.WRONG, subject, text, remedy);
  }

  @JsonIgnore
  public boolean isWrong() {
    return level == Level.WRONG;
  }
}
