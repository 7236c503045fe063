package io.sixgate.nat64.machine;

/**
 * What of this machine stands in the way of NAT64.
 *
 * @param text what it is
 * @param remedy what to do
 */
public record Hindrance(String text, String remedy) {
  @Override
  public String toString() {
    return "nat64: " + text + "; " + remedy;
  }
}
