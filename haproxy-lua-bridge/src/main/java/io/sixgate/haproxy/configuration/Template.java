package io.sixgate.haproxy.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts of our configuration files: resources with places to fill in. */
public final class Template {
  // Loopback, unspecified, link-local, multicast, IPv4-mapped, NAT64's well-known prefix (RFC 6890,
  // RFC 6052).
  public static final List<String> ALWAYS_REFUSED =
      List.of("::1", "::", "fe80::/10", "ff00::/8", "::ffff:0:0/96", "64:ff9b::/96");

  private Template() {}

  /**
   * Repeats a line for every few of the words: HAProxy reads at most 64 words and 2,048 bytes in a
   * line, and ACLs of one name are joined by "or".
   */
  public static String spread(String text, String key, List<String> words) {
    return text.lines()
        .flatMap(
            line ->
                line.contains(key)
                    ? IntStream.iterate(0, from -> from < words.size(), from -> from + 16)
                        .mapToObj(from -> words.subList(from, Math.min(from + 16, words.size())))
                        .map(few -> line.replace(key, String.join(" ", few)))
                    : Stream.of(line))
        .collect(joining("\n", "", "\n"));
  }

  /**
   * The six groups of a /96, all written out, so that an IPv4 address can follow: {@code
   * 2001:db8:64::/96} gives {@code 2001:db8:64:0:0:0}.
   */
  public static String groups(String prefix) {
    String address = prefix.substring(0, prefix.indexOf('/'));
    String[] sides = address.split("::", -1);
    List<String> left = split(sides[0]);
    List<String> right = sides.length == 2 ? split(sides[1]) : List.of();
    List<String> zeros = Collections.nCopies(8 - left.size() - right.size(), "0");
    return Stream.of(left, zeros, right).flatMap(List::stream).limit(6).collect(joining(":"));
  }

  private static List<String> split(String groups) {
    return groups.isEmpty() ? List.of() : List.of(groups.split(":"));
  }

  /** The template with each key replaced. */
  public static String fill(String template, Map<String, String> values) {
    String text = template;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }

  /** A text beside a class. */
  public static String resource(Class<?> of, String name) {
    try (InputStream in = of.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
