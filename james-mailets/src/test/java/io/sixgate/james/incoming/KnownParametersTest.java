package io.sixgate.james.incoming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.apache.james.protocols.api.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownParametersTest {
  private final KnownParameters known = new KnownParameters("SIZE", "BODY");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM:<a@acme.example>",
        "FROM:<a@acme.example> SIZE=1 BODY=8BITMIME",
        "FROM:<a@acme.example>  size=1  ",
        "FROM:<a=b@acme.example> SIZE=1",
        "FROM:a@acme.example", // wrong in another way, which James says
        ""
      })
  void whatIsAnnouncedGoesOn(String argument) {
    assertEquals(Optional.empty(), known.refuse(argument));
  }

  @ParameterizedTest
  @CsvSource({
    "FROM:<a@acme.example> SIZE=1 FOO=bar, FOO",
    "FROM:<> HOLDFOR=10, HOLDFOR",
    "FROM:<a@acme.example> FOO, FOO",
    "FROM:<a@acme.example> =x, that",
    "FROM:<a@acme.example> F\u0007O=x, that",
    "FROM:<a@acme.example> b> SIZE=1, that",
  })
  void anythingElseIsRefusedByName(String argument, String name) {
    Response answer = known.refuse(argument).orElseThrow();
    assertEquals("555", answer.getRetCode());
    assertEquals(
        "555 5.5.4 there is no parameter " + name + " here, see EHLO", answer.getLines().get(0));
  }

  /** James would take 64 KiB of it, and whoever remembers addresses would have no memory left. */
  @ParameterizedTest
  @ValueSource(strings = {"", " SIZE=1"})
  void anAddressWithoutEndIsRefused(String parameters) {
    String argument = "FROM:<" + "a".repeat(1000) + "@acme.example>" + parameters;
    assertEquals(
        "553 5.1.3 the address is too long",
        known.refuse(argument).orElseThrow().getLines().get(0));
  }
}
