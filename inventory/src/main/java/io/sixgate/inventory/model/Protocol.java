package io.sixgate.inventory.model;

/** What a forward carries. */
public enum Protocol {
  TCP("tcp"),
  UDP("udp");

  private final String text;

  Protocol(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
