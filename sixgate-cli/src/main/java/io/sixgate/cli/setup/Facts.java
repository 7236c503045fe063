package io.sixgate.cli.setup;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the operator said of the gateway.
 *
 * @param values canonical; a fact that is left out was not told
 */
public record Facts(Map<Fact, List<String>> values) {
  public Facts {
    values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
  }

  /** Those that must be told and were not. */
  public List<Fact> missing() {
    return List.of(Fact.values()).stream()
        .filter(fact -> fact.isNeeded() && of(fact).isEmpty())
        .toList();
  }

  /** gateway.yaml. */
  public String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Fact fact : Fact.values()) {
      List<String> told = of(fact);
      if (!told.isEmpty()) {
        String joined = String.join(", ", told);
        text.append(fact.key()).append(": ");
        text.append(fact.isMany() ? "[" + joined + "]" : joined).append('\n');
      }
    }
    return text.append(MORE).toString();
  }

  private List<String> of(Fact fact) {
    return values.getOrDefault(fact, List.of());
  }

  private static final String HEAD =
      """
      # Written by sixgate setup. All settings: /usr/share/sixgate/docs/inventory.md.
      """;

  private static final String MORE =
      """

      # More of what a gateway can do; when you have added any of it: sixgate check, then sixgate setup.
      # ssh-ports: 22000-22999                            # a port for each host: docs/forwards.md
      # jump: { port: 2222 }                              # the jump host: docs/forwards.md
      # nat64: { prefix: 64:ff9b::/96, pool: [ADDRESS] }  # the way out: docs/nat64.md
      # dns: { resolver: { addresses: [ADDRESS] } }       # DNS64: docs/dns.md
      """;
}
