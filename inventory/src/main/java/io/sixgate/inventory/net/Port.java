package io.sixgate.inventory.net;

/**
 * A TCP or UDP port.
 *
 * @param number 1 to 65535
 */
public record Port(int number) implements Comparable<Port> {

  public Port {
    if (number < 1 || number > 65535) {
      throw wrong("it is not a port (1–65535)");
    }
  }

  /**
   * Reads a plain decimal number: no sign, no leading zero, no hexadecimal, no service name.
   *
   * @throws WrongValueException if the text is not such a number from 1 to 65535
   */
  public static Port parse(String text) {
    if (text.isEmpty() || text.length() > 20 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw wrong("it is not a port (1–65535)");
    }
    if (text.length() > 1 && text.charAt(0) == '0') {
      throw wrong("it has a leading zero, which some programs read as octal");
    }
    if (text.length() > 5) {
      throw wrong("it is not a port (1–65535)");
    }
    return new Port(Integer.parseInt(text));
  }

  private static WrongValueException wrong(String reason) {
    return new WrongValueException(reason, "write a decimal number from 1 to 65535, e.g. 8443");
  }

  @Override
  public int compareTo(Port other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
