package io.sixgate.inventory.model;

import io.sixgate.inventory.net.WrongValueException;

/**
 * The name of a customer or a host: one DNS label, because names like {@code pop3-acme-web1} are
 * made of it.
 *
 * @param text lower-case letters, digits and inner hyphens; 1 to 63
 */
public record Label(String text) implements Comparable<Label> {

  public Label {
    boolean ascii = text.chars().allMatch(Label::isAllowed);
    if (text.isEmpty()
        || text.length() > 63
        || !ascii
        || text.startsWith("-")
        || text.endsWith("-")) {
      throw new WrongValueException(
          "it is not a DNS label",
          "use 1 to 63 lower-case letters, digits and inner hyphens, e.g. " + suggestion(text));
    }
  }

  /**
   * Reads a label exactly as it is to be written: upper case is refused and not folded, because it
   * also names a file.
   *
   * @throws WrongValueException if the text is not a DNS label in lower case
   */
  public static Label parse(String text) {
    return new Label(text);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  private static String suggestion(String text) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < text.length() && label.length() < 63; i++) {
      int c = Character.toLowerCase(text.charAt(i));
      boolean joint = label.length() == 0 || label.charAt(label.length() - 1) == '-';
      if (isAllowed(c) && c != '-') {
        label.append((char) c);
      } else if (!joint) {
        label.append('-');
      }
    }
    while (label.length() > 0 && label.charAt(label.length() - 1) == '-') {
      label.setLength(label.length() - 1);
    }
    return label.length() == 0 ? "web1" : label.toString();
  }

  @Override
  public int compareTo(Label other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
