package io.sixgate.agent.status;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.sixgate.agent.file.FileReplacer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** {@code RUN/AGENT.json}: written by the agent, mode 0644, and read by everyone. */
public final class StatusFile {

  /** Missing so many heartbeats in a row, an agent is dead or hangs. */
  private static final int HEARTBEATS = 3;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .build();

  /**
   * A status as read.
   *
   * @param status what the agent wrote
   * @param age since it was written; zero if the clock was set back in between
   * @param stale whether an agent that runs would have written since, by the clock as it is set
   *     now; never for one that stopped
   */
  public record Reading(AgentStatus status, Duration age, boolean stale) {}

  private final FileReplacer file;

  /** The status file at this path; its folder must exist when it is written. */
  public StatusFile(Path path) {
    this.file = FileReplacer.withMode(path, "rw-r--r--");
  }

  /** Removes what a killed predecessor left half written. */
  public void removeLeftovers() throws IOException {
    file.removeLeftovers();
  }

  /** Replaces the file. */
  public void write(AgentStatus status) throws IOException {
    String text = json(status);
    file.replaceVolatile(out -> out.append(text).append('\n'));
  }

  /** Any value in the form of the status file: indented, kebab-case keys, RFC 3339 instants. */
  public static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for " + value.getClass(), e);
    }
  }

  /**
   * Reads a status file by the system's clock.
   *
   * @throws java.nio.file.NoSuchFileException if the agent never ran with this run folder
   * @throws IOException if the file cannot be read or is no status
   */
  public static Reading read(Path path) throws IOException {
    return read(path, Clock.systemUTC());
  }

  /** Reads a status file as {@link #read(Path)} would at another time. */
  public static Reading read(Path path, InstantSource clock) throws IOException {
    AgentStatus status;
    try {
      status = JSON.readValue(Files.readString(path), AgentStatus.class);
    } catch (JsonProcessingException e) {
      throw new IOException(path + ": not a status file: " + e.getOriginalMessage(), e);
    }
    if (status == null || status.agent() == null || status.written() == null) {
      throw new IOException(path + ": not a status file: \"agent\" or \"written\" is missing");
    }
    Duration age = Duration.between(status.written(), clock.instant());
    Duration patience = Duration.ofSeconds(HEARTBEATS * Math.max(1, status.heartbeatSeconds()));
    boolean stale = status.state() != State.STOPPED && age.abs().compareTo(patience) > 0;
    return new Reading(status, age.isNegative() ? Duration.ZERO : age, stale);
  }

  private static final class InstantReader extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context)
        throws IOException {
      try {
        return Instant.parse(value);
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, value, "not an RFC 3339 time in UTC");
      }
    }
  }
}
