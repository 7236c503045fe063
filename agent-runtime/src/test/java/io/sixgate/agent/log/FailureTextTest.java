package io.sixgate.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTextTest {
  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsToldInWordsEvenIfTheJdkGivesOnlyAPath(IOException failure, String text) {
    assertEquals(text, FailureText.of(failure));
  }

  static List<Arguments> failures() {
    return List.of(
        Arguments.of(new IOException("HAProxy is away"), "HAProxy is away"),
        Arguments.of(new AccessDeniedException("/run/x"), "AccessDeniedException: /run/x"),
        Arguments.of(new MalformedInputException(1), "MalformedInputException: Input length = 1"),
        Arguments.of(new EOFException(), "EOFException"));
  }
}
