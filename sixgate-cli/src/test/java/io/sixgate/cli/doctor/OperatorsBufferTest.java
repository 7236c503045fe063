package io.sixgate.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorsBufferTest {
  @Test
  void aLargerBufferOfTheOperatorIsSaidToBeOverruled() {
    Finding finding =
        OperatorsBuffer.of(
                List.of(
                    "global", "  tune.bufsize 16384", "\ttune.bufsize 32768 # for long cookies"))
            .orElseThrow();
    assertEquals(
        "tune.bufsize 32768 of your haproxy.cfg is overruled by the 18432 of sixgate.cfg",
        finding.text());
    assertEquals(
        "write \"setenv SIXGATE_BUFSIZE 32768\" into the global section of your haproxy.cfg",
        finding.remedy());
  }

  @Test
  void aSmallerOneAndOneThatIsToldAreAllRight() {
    assertEquals(Optional.empty(), OperatorsBuffer.of(List.of("global", "maxconn 4000")));
    assertEquals(Optional.empty(), OperatorsBuffer.of(List.of("tune.bufsize 16384")));
    assertEquals(Optional.empty(), OperatorsBuffer.of(List.of("# tune.bufsize 32768")));
    assertEquals(
        Optional.empty(),
        OperatorsBuffer.of(List.of("setenv SIXGATE_BUFSIZE 32768", "tune.bufsize 32768")));
  }
}
