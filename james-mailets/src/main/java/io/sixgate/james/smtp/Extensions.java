package io.sixgate.james.smtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What a server offered in its answer to EHLO (RFC 5321, section 4.1.1.1). */
public final class Extensions {
  /** Those of a server that knows HELO only. */
  static final Extensions NONE = new Extensions(Map.of());

  private final Map<String, List<String>> parameters;

  private Extensions(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /** The first line of the answer is the server's greeting. */
  static Extensions of(Reply ehlo) {
    Map<String, List<String>> offered = new HashMap<>();
    for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
      List<String> words = new ArrayList<>(Arrays.asList(line.trim().split(" +")));
      String keyword = words.remove(0).toUpperCase(Locale.ROOT);
      offered.put(keyword, List.copyOf(words));
    }
    return new Extensions(offered);
  }

  /** Whether it offers e.g. {@code PIPELINING}. */
  public boolean offers(String keyword) {
    return parameters.containsKey(keyword);
  }

  /** Whether it offers the keyword with this parameter, e.g. {@code XCLIENT} with {@code ADDR}. */
  public boolean offers(String keyword, String parameter) {
    return parameters.getOrDefault(keyword, List.of()).stream()
        .anyMatch(parameter::equalsIgnoreCase);
  }

  public Set<String> keywords() {
    return Set.copyOf(parameters.keySet());
  }

  /** The largest message it takes, in bytes (RFC 1870); empty if it does not say. */
  public OptionalLong largestMessage() {
    List<String> size = parameters.getOrDefault("SIZE", List.of());
    if (size.isEmpty() || !size.get(0).matches("[1-9][0-9]{0,17}")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(size.get(0)));
  }
}
