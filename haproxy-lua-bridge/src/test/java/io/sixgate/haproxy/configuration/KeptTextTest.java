package io.sixgate.haproxy.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeptTextTest {
  private final List<String> made = new ArrayList<>();
  private final KeptText<List<String>> text =
      new KeptText<>(
          facts -> {
            made.add(String.join(",", facts));
            return String.join("+", facts);
          });

  @Test
  void equalFactsDoNotMakeItAgain() {
    assertEquals("a+b", text.of(List.of("a", "b")));
    assertEquals("a+b", text.of(new ArrayList<>(List.of("a", "b"))));
    assertEquals(List.of("a,b"), made);
  }

  @Test
  void otherFactsMakeAnotherTextAndFormerOnesTheFormer() {
    assertEquals("a", text.of(List.of("a")));
    assertEquals("b", text.of(List.of("b")));
    assertEquals("a", text.of(List.of("a")));
    assertEquals(List.of("a", "b", "a"), made);
  }
}
