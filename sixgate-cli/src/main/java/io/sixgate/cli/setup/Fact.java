package io.sixgate.cli.setup;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.WrongValueException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What gateway.yaml has to be told about a gateway, and nobody can find out. */
public enum Fact {
  ADDRESSES(
      "addresses",
      "Addresses of this machine that visitors come to",
      "192.0.2.1,2001:db8:ff::1",
      true,
      true,
      IpAddress::parse),
  PROVIDER_PREFIXES(
      "provider-prefixes",
      "Your own prefixes; a host outside of them is never served",
      "2001:db8::/32",
      true,
      true,
      Ipv6Prefix::parse),
  CUSTOMER_PREFIXES(
      "customer-prefixes",
      "Those of them from which customers may have theirs",
      "2001:db8:a000::/36",
      true,
      true,
      Ipv6Prefix::parse),
  DOMAIN(
      "domain",
      "A domain for the gateway's own names, www.HOST and ssh.HOST (empty: none)",
      "gw.provider.example",
      false,
      false,
      Hostname::parse),
  EMBEDDED_PREFIX(
      "embedded-prefix",
      "A /96 routed to this machine, from which hosts see IPv4 visitors (empty: none)",
      "2001:db8:64::/96",
      false,
      false,
      Ipv6Prefix::parse);

  private final String key;
  private final String question;
  private final String example;
  private final boolean needed;
  private final boolean many;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference
  private final Function<String, ?> parse;

  Fact(
      String key,
      String question,
      String example,
      boolean needed,
      boolean many,
      Function<String, ?> parse) {
    this.key = key;
    this.question = question;
    this.example = example;
    this.needed = needed;
    this.many = many;
    this.parse = parse;
  }

  /** In gateway.yaml; with two dashes before it, the option. */
  public String key() {
    return key;
  }

  public String question() {
    return question;
  }

  public String example() {
    return example;
  }

  public boolean isNeeded() {
    return needed;
  }

  /** Whether gateway.yaml has a list of them. */
  public boolean isMany() {
    return many;
  }

  /**
   * The values in their canonical form.
   *
   * @param text with commas or spaces between them; may be empty
   * @throws WrongValueException if one is wrong, or there are too many
   */
  public List<String> parse(String text) {
    List<String> words =
        Arrays.stream(text.split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
    if (!many && words.size() > 1) {
      throw new WrongValueException("there can be only one", "give one");
    }
    return words.stream().map(word -> parse.apply(word).toString()).toList();
  }
}
