package io.sixgate.inventory.net;

/** One port or several adjacent ones; both ends belong to it. */
public record PortRange(Port first, Port last) {

  public PortRange {
    if (first.number() > last.number()) {
      throw new WrongValueException(
          "its first port is above its last", "write " + last + "-" + first);
    }
  }

  public static PortRange of(Port port) {
    return new PortRange(port, port);
  }

  /**
   * Reads {@code FIRST-LAST} or a single port.
   *
   * @throws WrongValueException if an end is not a port or the ends are in the wrong order
   */
  public static PortRange parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return of(Port.parse(text));
    }
    try {
      return new PortRange(
          Port.parse(text.substring(0, dash)), Port.parse(text.substring(dash + 1)));
    } catch (WrongValueException e) {
      if (e.remedy().startsWith("write a decimal number")) {
        throw new WrongValueException(
            "it is not a range of ports (1–65535)", "write FIRST-LAST, e.g. 22000-22999");
      }
      throw e;
    }
  }

  public boolean contains(Port port) {
    return first.number() <= port.number() && port.number() <= last.number();
  }

  public boolean overlaps(PortRange other) {
    return first.number() <= other.last.number() && other.first.number() <= last.number();
  }

  /** The number of ports, at least 1. */
  public int size() {
    return last.number() - first.number() + 1;
  }

  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + "-" + last;
  }
}
