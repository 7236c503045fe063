package io.sixgate.inventory.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostnameTest {

  @Property(tries = 10000)
  void anyTextIsReadOrRefusedInWords(@ForAll @StringLength(max = 80) String text) {
    readOrRefuse(text);
    readOrRefuse(text + ".example");
    readOrRefuse("*." + text);
  }

  private static void readOrRefuse(String text) {
    try {
      EndpointName name = EndpointName.parse(text);
      assertEquals(name, EndpointName.parse(name.toString()));
      assertTrue(name.toString().matches("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)+"), name.toString());
    } catch (WrongValueException e) {
      assertFalse(e.reason().isBlank() || e.remedy().isBlank());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WWW.Acme.Example., www.acme.example",
    "müller.example, xn--mller-kva.example",
    "MÜLLER.Example, xn--mller-kva.example",
    "XN--MLLER-KVA.example, xn--mller-kva.example",
    "例え.example, xn--r8jz45g.example",
    "_dmarc.acme.example, _dmarc.acme.example",
    "1.2.3.example, 1.2.3.example",
    "a--b.example, a--b.example",
  })
  void namesAreReadInAnyForm(String written, String text) {
    assertEquals(text, Hostname.parse(written).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a",
        "a..b",
        ".a.b",
        "a.b..",
        "-a.b",
        "a-.b",
        "a b.c",
        "a/b.c",
        "a.1",
        "a.b_c",
        "a_b.c",
        "straße.example",
        "a\u200db.example",
        "a\u3002b.example",
        "１２７.０.０.１",
        "*.a.b",
        "a.*.b",
        "a\u0000.b",
        "\u00ad.example",
        "℀.example",
        "a;b.example",
        "a\n.example"
      })
  void whatIsNoFullNameIsRefused(String text) {
    assertThrows(WrongValueException.class, () -> Hostname.parse(text));
  }

  @Test
  void labelsAndNamesHaveTheirLimits() {
    String label = "a".repeat(63);
    String longest = label + "." + label + "." + label + "." + "a".repeat(61);
    assertEquals(253, Hostname.parse(longest + ".").text().length());
    assertThrows(WrongValueException.class, () -> Hostname.parse(longest + "a"));
    assertThrows(WrongValueException.class, () -> Hostname.parse(label + "a.example"));
    assertThrows(WrongValueException.class, () -> EndpointName.parse("*." + longest));
  }

  @Test
  void aNameIsInsideItselfAndWhatItEndsWithByWholeLabels() {
    Hostname acme = Hostname.parse("acme.example");
    assertTrue(acme.isInside(acme));
    assertTrue(Hostname.parse("a.b.acme.example").isInside(acme));
    assertFalse(Hostname.parse("notacme.example").isInside(acme));
    assertFalse(acme.isInside(Hostname.parse("www.acme.example")));
    assertEquals("acme.example", Hostname.parse("www.acme.example").parent().orElseThrow().text());
    assertTrue(acme.parent().isEmpty());
  }

  @Test
  void aWildcardIsItsFirstLabel() {
    EndpointName name = EndpointName.parse("*.Shop.acme.example");
    assertTrue(name.wildcard());
    assertEquals("*.shop.acme.example", name.toString());
    assertThrows(WrongValueException.class, () -> EndpointName.parse("*.*.acme.example"));
    assertThrows(WrongValueException.class, () -> EndpointName.parse("w*.acme.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "65536",
        "-1",
        "+1",
        "01",
        "0x50",
        "",
        " 80",
        "80 ",
        "1e3",
        "99999999999999999999999",
        "٨٠",
        "http"
      })
  void aPortIsAPlainNumber(String text) {
    assertThrows(WrongValueException.class, () -> Port.parse(text));
    assertThrows(WrongValueException.class, () -> PortRange.parse("1-" + text));
  }

  @Test
  void portRangesHaveBothEnds() {
    PortRange range = PortRange.parse("22000-22999");
    assertEquals(1000, range.size());
    assertTrue(
        range.contains(new Port(22000))
            && range.contains(new Port(22999))
            && !range.contains(new Port(23000)));
    assertEquals("22", PortRange.parse("22-22").toString());
    assertTrue(
        range.overlaps(PortRange.parse("22999-23000"))
            && !range.overlaps(PortRange.parse("23000")));
    assertEquals(
        "its first port is above its last; write 1-2",
        assertThrows(WrongValueException.class, () -> PortRange.parse("2-1")).getMessage());
  }
}
