package io.sixgate.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a point in time; without an offset it is by this machine's clock. */
final class TimeArgument implements ITypeConverter<Instant> {
  /** ISO 8601; a blank in the place of the T, as logs have it, will do. */
  @Override
  public Instant convert(String text) {
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.replace(' ', 'T'),
              ZonedDateTime::from,
              OffsetDateTime::from,
              LocalDateTime::from);
      return time instanceof LocalDateTime local
          ? local.atZone(ZoneId.systemDefault()).toInstant()
          : Instant.from(time);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "\"%s\" is not a time; write it like 2026-11-26T08:15:00Z".formatted(text));
    }
  }
}
