package io.sixgate.inventory.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Nobody's file can throw, hang or fill the memory. */
class HostileYamlTest {
  private static final byte[] SAMPLE =
      """
      # a host
      address: [2001:db8:a::80, "2001:db8:a::81"]
      endpoints:
        - www.acme.example
        - { name: '*.shop.acme.example', services: [http, https], ports: { https: 8443 } }
      ssh: { port: 22101, keys: [ "ssh-ed25519 AAAA" ] }
      mail:
        domains: |
          text
      """
          .getBytes(StandardCharsets.UTF_8);

  private static Optional<YamlValue> read(byte[] bytes, List<Problem> problems) {
    Optional<YamlValue> value = YamlFile.read(bytes, "acme/web1.yaml", problems::add);
    assertEquals(value.isEmpty() ? 1 : 0, problems.size());
    for (Problem problem : problems) {
      assertTrue(problem.place().line() >= 1 && problem.place().column() >= 1);
      assertFalse(problem.toString().contains("\n"), problem.toString());
    }
    value.ifPresent(v -> walk(v));
    return value;
  }

  private static void walk(YamlValue value) {
    if (value.isMap()) {
      value
          .lenientMap("address")
          .ifPresent(map -> map.entries().values().forEach(HostileYamlTest::walk));
      value.freeMap().ifPresent(map -> map.entries().values().forEach(HostileYamlTest::walk));
    }
    if (value.isList()) {
      value.list().forEach(HostileYamlTest::walk);
    }
    value.text();
    value.integer(1, 10);
    value.bool();
  }

  @Property(tries = 3000)
  void anyBytesAreReadOrRefusedInWords(@ForAll byte[] bytes) {
    YamlFile.read(bytes, "f.yaml", problem -> assertFalse(problem.toString().contains("\n")))
        .ifPresent(HostileYamlTest::walk);
  }

  @Property(tries = 5000)
  void anyTextOfYamlsOwnSignsIsReadOrRefusedInWords(@ForAll("signs") String text) {
    List<Problem> problems = new ArrayList<>();
    YamlFile.read(text.getBytes(StandardCharsets.UTF_8), "f.yaml", problems::add)
        .ifPresent(HostileYamlTest::walk);
  }

  @Provide
  Arbitrary<String> signs() {
    return Arbitraries.strings().withChars("[]{}:-?,&*!|>'\"%@`#~<a1. \n\t\\").ofMaxLength(40);
  }

  @Test
  void everyTruncationIsReadOrRefusedInWords() {
    for (int length = 0; length < SAMPLE.length; length++) {
      YamlFile.read(
              Arrays.copyOf(SAMPLE, length),
              "f.yaml",
              problem -> assertFalse(problem.reason().isBlank()))
          .ifPresent(HostileYamlTest::walk);
    }
  }

  @Test
  void everySingleWrongByteIsReadOrRefusedInWords() {
    for (int at = 0; at < SAMPLE.length; at++) {
      for (byte wrong : new byte[] {0, '\t', '\n', ':', '[', '&', '*', '!', '"', (byte) 0xff}) {
        byte[] bytes = SAMPLE.clone();
        bytes[at] = wrong;
        YamlFile.read(bytes, "f.yaml", problem -> assertFalse(problem.reason().isBlank()))
            .ifPresent(HostileYamlTest::walk);
      }
    }
  }

  @Test
  void theBillionLaughsEndAtTheFirstAnchor() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [lol]\n");
    for (int i = 1; i < 30; i++) {
      laughs.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
    }
    List<Problem> problems = new ArrayList<>();
    read(laughs.toString().getBytes(StandardCharsets.UTF_8), problems);
    assertEquals(
        "acme/web1.yaml:1:5: the file is wrong because it has an anchor (&name), which is of no use without aliases; leave it out",
        problems.get(0).toString());
  }

  @Test
  void aMebibyteOfAnySignEndsSoon() {
    for (String sign :
        List.of(
            "[", "{", "- ", "? ", "a: ", "\"", "'", "|\n", "#", "&a ", "!", "%", ":", "-", "\n",
            " ", ",", "a\n", "a:\n", "[]", "{a: ")) {
      byte[] bytes = sign.repeat((1 << 20) / sign.length()).getBytes(StandardCharsets.UTF_8);
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> YamlFile.read(bytes, "f.yaml", problem -> {}).ifPresent(HostileYamlTest::walk),
          sign);
    }
  }

  @Test
  void aValueCannotForgeASecondLineOrDriveATerminal() {
    List<Problem> problems = new ArrayList<>();
    byte[] bytes = "\"x\\u001b[2J\\nacme/ok.yaml:1:1: fine\": 1\n".getBytes(StandardCharsets.UTF_8);
    YamlFile.read(bytes, "f.yaml", problems::add).orElseThrow().map("address");
    assertEquals(
        "f.yaml:1:1: \"x\\u001b[2J\\u000aacme/ok.yaml:1:1: fine\" is wrong because it is not a key that is known here;"
            + " use one of address",
        problems.get(0).toString());
  }

  @Test
  void wordsAndNumbersAreThoseOfYaml12() {
    YamlMap map =
        YamlFile.read(
                "a: 010\nb: 22:22\nc: no\nd: 0x10\ne: 1.0\nf: true\ng: 12\nh: 5_0\ni: on\n"
                    .getBytes(StandardCharsets.UTF_8),
                "f.yaml",
                problem -> {})
            .orElseThrow()
            .freeMap()
            .orElseThrow();
    assertEquals(Optional.of("22:22"), map.get("b").orElseThrow().text());
    assertEquals(Optional.of("no"), map.get("c").orElseThrow().text());
    assertEquals(Optional.of(12), map.get("g").orElseThrow().integer(0, 100));
    assertEquals(Optional.of(true), map.get("f").orElseThrow().bool());
    for (String key : List.of("a", "b", "c", "d", "e", "f", "h")) {
      assertEquals(Optional.empty(), map.get(key).orElseThrow().integer(0, 100), key);
    }
    for (String key : List.of("a", "c", "i")) {
      assertEquals(Optional.empty(), map.get(key).orElseThrow().bool(), key);
    }
  }
}
