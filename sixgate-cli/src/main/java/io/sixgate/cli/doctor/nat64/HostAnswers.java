package io.sixgate.cli.doctor.nat64;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Ipv4Address;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the script said inside a host. The host is a customer's, so only addresses and known words
 * get past here.
 *
 * @param resolvers that the host asks
 * @param ipv4only what the host finds for {@code ipv4only.arpa} (RFC 7050)
 * @param way whether it has a route to the first of them; empty: there is none to look for
 * @param ipv4Addresses of its own, without loopback
 * @param ipv4Way the device by which IPv4 leaves
 * @param pref64 prefixes in router advertisements
 * @param withoutPref64 why there is none; empty if there is
 * @param attempts what was tried, and whether it came about
 */
public record HostAnswers(
    List<IpAddress> resolvers,
    List<Ipv6Address> ipv4only,
    Optional<Boolean> way,
    List<Ipv4Address> ipv4Addresses,
    Optional<String> ipv4Way,
    List<Ipv6Prefix> pref64,
    Optional<WithoutPref64> withoutPref64,
    Map<Attempt, Boolean> attempts) {
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_.-]{1,15}");

  /** Why no prefix was seen in router advertisements. */
  public enum WithoutPref64 {
    NOT_ROOT("not-root", "the script did not run as root"),
    NO_PYTHON("no-python", "the host has no python3 to read them with"),
    NO_ROUTER("no-router", "no router answers"),
    WITHOUT_OPTION("without-option", "routers advertise themselves without the prefix");

    private final String word;
    private final String text;

    WithoutPref64(String word, String text) {
      this.word = word;
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }

    private static Optional<WithoutPref64> of(String word) {
      return List.of(values()).stream().filter(each -> each.word.equals(word)).findFirst();
    }
  }

  public HostAnswers {
    resolvers = List.copyOf(resolvers);
    ipv4only = List.copyOf(ipv4only);
    ipv4Addresses = List.copyOf(ipv4Addresses);
    pref64 = List.copyOf(pref64);
    attempts = Map.copyOf(attempts);
  }

  /**
   * Reads the script's output:
   *
   * <pre>
   * sixgate-host 1
   * resolver 2001:db8:ff::53
   * ipv4only 2001:db8:64:64::c000:aa
   * way6 yes
   * ipv4-address 192.0.0.1
   * ipv4-way clat
   * pref64 2001:db8:64:64::/96
   * try name ok
   * end
   * </pre>
   *
   * @throws IOException if it is not that, or was cut off
   */
  public static HostAnswers parse(String text) throws IOException {
    List<String> lines = text.lines().map(String::strip).toList();
    if (!lines.contains("sixgate-host 1") || !lines.contains("end")) {
      throw new IOException(
          "the script did not come to its end in the host; run it there by hand: sixgate doctor nat64 --script");
    }
    List<IpAddress> resolvers = new ArrayList<>();
    List<Ipv6Address> ipv4only = new ArrayList<>();
    List<Ipv4Address> ipv4 = new ArrayList<>();
    List<Ipv6Prefix> pref64 = new ArrayList<>();
    Optional<Boolean> way = Optional.empty();
    Optional<String> ipv4Way = Optional.empty();
    Optional<WithoutPref64> without = Optional.empty();
    Map<Attempt, Boolean> attempts = new EnumMap<>(Attempt.class);
    for (String line : lines) {
      String[] words = line.split(" ", 2);
      String value = words.length > 1 ? words[1] : "";
      try {
        switch (words[0]) {
          case "resolver" -> resolvers.add(IpAddress.parse(value));
          case "ipv4only" -> ipv4only.add(Ipv6Address.parse(value));
          case "way6" -> way = Optional.of(value.equals("yes"));
          case "ipv4-address" -> ipv4.add(Ipv4Address.parse(value));
          case "ipv4-way" -> ipv4Way = Optional.of(value).filter(DEVICE.asMatchPredicate());
          case "pref64" -> pref64.add(Ipv6Prefix.parse(value));
          case "pref64-unknown", "pref64-none" -> without = WithoutPref64.of(value);
          case "try" -> attempt(value, attempts);
          default -> {
            // What a login script of the host prints.
          }
        }
      } catch (WrongValueException notAnAddress) {
        // E.g. a resolver with a scope, fe80::1%eth0: not one of ours.
      }
    }
    return new HostAnswers(resolvers, ipv4only, way, ipv4, ipv4Way, pref64, without, attempts);
  }

  private static void attempt(String value, Map<Attempt, Boolean> attempts) {
    for (Attempt attempt : Attempt.values()) {
      if (value.startsWith(attempt.text() + " ")) {
        attempts.put(attempt, value.endsWith(" ok"));
      }
    }
  }
}
