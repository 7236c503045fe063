package io.sixgate.agent.main;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 5m}, {@code 1h}, {@code 500ms}; longer than zero. */
public final class DurationConverter implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");

  /**
   * Reads a time.
   *
   * @throws TypeConversionException if the text has another form
   */
  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "\"" + text + "\" is not a time; write a number and ms, s, m or h, e.g. 90s");
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    if (unit.equals("ms")) {
      return Duration.ofMillis(number);
    }
    if (unit.equals("s")) {
      return Duration.ofSeconds(number);
    }
    return unit.equals("m") ? Duration.ofMinutes(number) : Duration.ofHours(number);
  }
}
