package io.sixgate.james.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.configuration2.BaseConfiguration;
import org.junit.jupiter.api.Test;

/** The table in README.md is what the code reads. */
class SixgatePropertiesTest {
  /** A sample: {@code | `disk-free` | MiB, 0 or more | `256` | `1024` | what stays free … |}. */
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\| [^|]+ \\| `([^`]+)` \\| `([^`]+)` \\| .*");

  private record Row(String name, String standard, String example) {}

  @Test
  void theReadmeHasEveryPropertyWithItsDefaultAndAnExample() throws Exception {
    List<String> read =
        Stream.of(SixgateProperties.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
            .toList();
    assertEquals(read, rows().stream().map(Row::name).toList());
    BaseConfiguration standard = new BaseConfiguration();
    rows().forEach(row -> standard.setProperty(row.name(), row.standard()));
    SixgateProperties none = SixgateProperties.of(new BaseConfiguration());
    assertEquals(none, SixgateProperties.of(standard));
    for (Row row : rows()) {
      BaseConfiguration example = new BaseConfiguration();
      example.setProperty(row.name(), row.example());
      assertNotEquals(none, SixgateProperties.of(example), row.name());
    }
  }

  @Test
  void theSampleFileHasEachOfThem() throws Exception {
    String sample = Files.readString(Path.of("sample-configuration/sixgate.properties"));
    for (Row row : rows()) {
      assertTrue(sample.contains(row.name() + "="), row.name());
    }
  }

  private static List<Row> rows() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String section = readme.substring(readme.indexOf("## sixgate.properties"));
    return section
        .substring(0, section.indexOf("\n## "))
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
        .toList();
  }
}
