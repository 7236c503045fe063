package io.sixgate.haproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests from what a script printed:
 *
 * <pre>
 * ok an unknown name gets the alert
 * not ok plain text is closed at once: AssertionError: it was held
 * </pre>
 */
final class Lines {

  private Lines() {}

  static Stream<DynamicTest> tests(Command command) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : command.output().lines().toList()) {
      if (line.startsWith("ok ")) {
        tests.add(dynamicTest(line.substring(3), () -> {}));
      } else if (line.startsWith("not ok ")) {
        tests.add(dynamicTest(line.substring(7), () -> Assertions.fail(line)));
      }
    }
    assertFalse(tests.isEmpty(), command.output());
    // A script that broke off has printed fewer lines than it has tests.
    tests.add(
        dynamicTest(
            "the script ran to its end",
            () ->
                assertEquals(
                    ("\n" + command.output()).contains("\nnot ok ") ? 1 : 0,
                    command.status(),
                    command.output())));
    return tests.stream();
  }
}
