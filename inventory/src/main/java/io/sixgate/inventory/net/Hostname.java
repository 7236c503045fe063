package io.sixgate.inventory.net;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * A fully qualified DNS name as servers compare it: lower-case A-labels, no trailing dot, at least
 * two labels.
 *
 * <p>U-labels are converted by {@link IDN}, which is IDNA2003 (RFC 3490, Unicode 3.2). IDNA2008
 * (RFC 5891), which browsers use, maps four characters differently (ß, ς, ZWJ and ZWNJ; RFC 5894,
 * section 7.2) and knows newer scripts: names with these are refused with the advice to write the
 * A-label, because a guess would serve a name that nobody asks for. A-labels ({@code xn--…}) are
 * taken as they are.
 *
 * <p>Letters, digits and hyphens are allowed (RFC 1123, section 2.1), and underscores in every
 * label but the last two: real web sites have them, although no public authority certifies such
 * names.
 *
 * @param text e.g. {@code www.xn--mller-kva.example}
 */
public record Hostname(String text) implements Comparable<Hostname> {
  private static final int MOST = 253; // RFC 1035, section 2.3.4: 255 octets on the wire
  private static final int MOST_LABEL = 63;
  private static final String EXAMPLE = "e.g. www.acme.example";

  public Hostname {
    check(text);
  }

  /**
   * Reads a name in U-label, A-label or mixed form, in any case, with or without a trailing dot.
   *
   * @throws WrongValueException if the text is not a host name
   */
  public static Hostname parse(String text) {
    String name =
        text.endsWith(".") && text.length() > 1 ? text.substring(0, text.length() - 1) : text;
    // Keeps hostile input from making the conversion slow; a U-label is never longer than its
    // A-label.
    if (name.length() > MOST) {
      throw tooLong(name.length());
    }
    return new Hostname(isAscii(name) ? lowerCase(name) : toAscii(name));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static String lowerCase(String ascii) {
    return ascii.toLowerCase(Locale.ROOT);
  }

  private static String toAscii(String name) {
    StringBuilder ascii = new StringBuilder();
    for (String label : name.split("\\.", -1)) {
      if (ascii.length() > 0) {
        ascii.append('.');
      }
      ascii.append(isAscii(label) ? lowerCase(label) : labelToAscii(label));
    }
    return ascii.toString();
  }

  private static String labelToAscii(String label) {
    for (int i = 0; i < label.length(); i++) {
      if ("ßẞς\u200c\u200d".indexOf(label.charAt(i)) >= 0) {
        throw new WrongValueException(
            "the old and the new standard for international names (IDNA2003, IDNA2008) disagree about "
                + shown(label.charAt(i)),
            "write its A-label form (xn--…), as the registry shows it");
      }
    }
    String ascii;
    try {
      ascii = lowerCase(IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES));
    } catch (IllegalArgumentException e) {
      throw notInternational(label);
    }
    // IDNA2003 also takes three other characters for a dot; a label that falls apart was not meant.
    if (ascii.indexOf('.') >= 0) {
      throw notInternational(label);
    }
    return ascii;
  }

  private static WrongValueException notInternational(String label) {
    return new WrongValueException(
        "\"" + label + "\" has characters that no international name may have",
        "check its spelling, or write its A-label form (xn--…)");
  }

  private static void check(String name) {
    if (name.isEmpty() || name.equals(".")) {
      throw new WrongValueException("it is empty", "write a full name, " + EXAMPLE);
    }
    if (name.length() > MOST) {
      throw tooLong(name.length());
    }
    int start = 0;
    int labels = 0;
    while (start <= name.length()) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      checkLabel(name, start, end);
      labels++;
      start = end + 1;
    }
    if (labels < 2) {
      throw new WrongValueException(
          "it is not a full name: it has no dot", "write a full name, " + EXAMPLE);
    }
    checkLastTwo(name);
  }

  private static void checkLabel(String name, int start, int end) {
    if (start == end) {
      throw new WrongValueException(
          "it is not a host name: it has an empty label", "write a full name, " + EXAMPLE);
    }
    if (end - start > MOST_LABEL) {
      throw new WrongValueException(
          "it is not a host name: the label \""
              + name.substring(start, end)
              + "\" has more than 63 characters",
          "shorten it");
    }
    for (int i = start; i < end; i++) {
      char c = name.charAt(i);
      boolean known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      if (!known) {
        throw c == '*'
            ? new WrongValueException(
                "it is not a host name: * is only allowed as the whole first label of an endpoint",
                "write each name, or \"*.\" and the rest of the name")
            : new WrongValueException(
                "it is not a host name: it has a " + shown(c),
                "use letters, digits and hyphens, " + EXAMPLE);
      }
    }
    if (name.charAt(start) == '-' || name.charAt(end - 1) == '-') {
      throw new WrongValueException(
          "it is not a host name: the label \""
              + name.substring(start, end)
              + "\" starts or ends with a hyphen",
          "leave that hyphen out");
    }
  }

  private static void checkLastTwo(String name) {
    int lastDot = name.lastIndexOf('.');
    boolean numeric = true;
    for (int i = lastDot + 1; i < name.length(); i++) {
      numeric &= name.charAt(i) <= '9' && name.charAt(i) >= '0';
    }
    if (numeric) { // RFC 3696, section 2: else it could not be told from an IPv4 address
      throw new WrongValueException(
          "it is not a host name: its last label is a number",
          "write a name and no address, " + EXAMPLE);
    }
    if (name.indexOf('_', name.lastIndexOf('.', lastDot - 1) + 1) >= 0) {
      throw new WrongValueException(
          "it is not a host name: a registered domain has no underscore", "check its spelling");
    }
  }

  private static WrongValueException tooLong(int length) {
    return new WrongValueException(
        "it is not a host name: it has " + length + " characters, of at most 253", "shorten it");
  }

  private static String shown(char c) {
    if (c == ' ') {
      return "space";
    }
    return (c > ' ' && c < 127) || Character.isLetter(c)
        ? String.valueOf(c)
        : String.format("U+%04X", (int) c);
  }

  /** Whether this name is the domain itself or ends with {@code .domain}. */
  public boolean isInside(Hostname domain) {
    int head = text.length() - domain.text.length();
    return text.endsWith(domain.text) && (head == 0 || text.charAt(head - 1) == '.');
  }

  /** The name without its first label; empty for a name of two labels. */
  public Optional<Hostname> parent() {
    int dot = text.indexOf('.');
    return text.indexOf('.', dot + 1) < 0
        ? Optional.empty()
        : Optional.of(new Hostname(text.substring(dot + 1)));
  }

  @Override
  public int compareTo(Hostname other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
