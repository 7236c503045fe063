package io.sixgate.forward.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixgate.inventory.net.IpPrefix;
import io.sixgate.inventory.net.Ipv4Prefix;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Clients that may use a forward. Its name is made of its content, so that forwards with the same
 * list share its entries, and a changed list is another one: until the forward leads there, the one
 * before it stands whole.
 *
 * <p>A client is found by one lookup of {@code ID/FAMILY/HEX}, HEX being all of his address, among
 * keys that are the beginning of it (map_beg, a tree). A prefix that does not end with a digit is
 * written as the two, four or eight that do.
 */
record AllowList(List<IpPrefix> clients) {
  AllowList {
    clients =
        clients.stream()
            .distinct()
            .sorted(java.util.Comparator.comparing(Object::toString))
            .toList();
  }

  String id() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(clients.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Its keys in the map of allowed clients. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (IpPrefix prefix : clients) {
      boolean ipv4 = prefix instanceof Ipv4Prefix;
      String hex = ipv4 ? hex((Ipv4Prefix) prefix) : hex((Ipv6Prefix) prefix);
      String family = id() + (ipv4 ? "/4/" : "/6/");
      beginnings(hex, prefix.length()).forEach(beginning -> keys.add(family + beginning));
    }
    return keys;
  }

  private static String hex(Ipv4Prefix prefix) {
    return "%08X".formatted(prefix.address().bits());
  }

  private static String hex(Ipv6Prefix prefix) {
    return "%016X%016X".formatted(prefix.address().high(), prefix.address().low());
  }

  private static List<String> beginnings(String hex, int length) {
    String whole = hex.substring(0, length / 4);
    int rest = length % 4;
    if (rest == 0) {
      return List.of(whole);
    }
    int digit = Character.digit(hex.charAt(length / 4), 16);
    List<String> beginnings = new ArrayList<>();
    for (int last = digit; last < digit + (1 << (4 - rest)); last++) {
      beginnings.add(whole + "%X".formatted(last));
    }
    return beginnings;
  }
}
