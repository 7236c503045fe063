package io.sixgate.inventory.net;

/**
 * What an endpoint is called: one name, or every name one label below it.
 *
 * @param hostname the name, without the {@code *.} of a wildcard
 * @param wildcard whether it stands for {@code *.hostname}, where * is exactly one label
 */
public record EndpointName(Hostname hostname, boolean wildcard)
    implements Comparable<EndpointName> {

  /** The exact name. */
  public static EndpointName of(Hostname hostname) {
    return new EndpointName(hostname, false);
  }

  /**
   * Reads a host name, or {@code *.} and a host name.
   *
   * @throws WrongValueException if it is neither
   */
  public static EndpointName parse(String text) {
    if (!text.startsWith("*.")) {
      return of(Hostname.parse(text));
    }
    Hostname rest = Hostname.parse(text.substring(2));
    if (rest.text().length() > 251) {
      throw new WrongValueException(
          "no name below it could have at most 253 characters", "shorten it");
    }
    return new EndpointName(rest, true);
  }

  /** The text by which maps look it up: {@code www.acme.example} or {@code *.shop.acme.example}. */
  @Override
  public String toString() {
    return wildcard ? "*." + hostname.text() : hostname.text();
  }

  @Override
  public int compareTo(EndpointName other) {
    return toString().compareTo(other.toString());
  }
}
