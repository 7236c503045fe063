package io.sixgate.cli.setup;

import io.sixgate.inventory.net.WrongValueException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks a person at a terminal. */
public final class Questions {
  private final BufferedReader in;
  private final PrintWriter out;

  public Questions(BufferedReader in, PrintWriter out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Asks for what was not told, again until the answer will do.
   *
   * @param told is not asked again
   * @throws IOException if the terminal ends
   */
  public Facts ask(Facts told) throws IOException {
    Map<Fact, List<String>> values = new EnumMap<>(Fact.class);
    for (Fact fact : Fact.values()) {
      values.put(fact, told.values().containsKey(fact) ? told.values().get(fact) : ask(fact));
    }
    return new Facts(values);
  }

  private List<String> ask(Fact fact) throws IOException {
    out.println(fact.question());
    while (true) {
      String answer = line("  %s, e.g. %s: ".formatted(fact.key(), fact.example()));
      try {
        List<String> values = fact.parse(answer);
        if (!values.isEmpty() || !fact.isNeeded()) {
          return values;
        }
        out.println("  this one is needed");
      } catch (WrongValueException e) {
        out.println("  that is wrong because " + e.getMessage());
      }
    }
  }

  /** Anything but y or yes is no. */
  public boolean agrees(String question) throws IOException {
    String answer = line(question + " [y/N] ").strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  private String line(String prompt) throws IOException {
    out.print(prompt);
    out.flush();
    String line = in.readLine();
    if (line == null) {
      throw new IOException("there is no answer; nothing was done");
    }
    return line;
  }
}
