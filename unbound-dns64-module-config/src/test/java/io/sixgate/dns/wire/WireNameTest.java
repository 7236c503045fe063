package io.sixgate.dns.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.dns.cdb.Bytes;
import io.sixgate.inventory.net.Hostname;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;

final class WireNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"acme.example", "in.acme.example", "xn--bcher-kva.example", "a.b.c.d.e.f"})
  void aNameIsOnTheWireAsTheLibraryHasIt(String name) throws Exception {
    assertArrayEquals(
        Name.fromString(name + ".").toWireCanonical(), WireName.of(Hostname.parse(name)).content());
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme.example", "in.acme.example", "xn--bcher-kva.example"})
  void itIsReadBack(String name) {
    assertEquals(name, WireName.text(WireName.of(Hostname.parse(name))));
  }

  @Test
  void whatIsNoNameIsShownAsItIs() {
    assertEquals("no name", WireName.text(Bytes.of("no name")));
    assertEquals("\u0003ab", WireName.text(Bytes.of("\u0003ab")));
    assertEquals("", WireName.text(new Bytes(new byte[0])));
  }
}
