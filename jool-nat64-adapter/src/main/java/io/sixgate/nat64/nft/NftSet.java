package io.sixgate.nat64.nft;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set or map of the table.
 *
 * @param declaration what stands between the braces, e.g. {@code type mark; flags interval;}
 * @param isMap whether elements are {@code KEY : VALUE}; those of a set are {@code KEY} or {@code
 *     KEY STATEMENT}
 * @param elements by key; of a set with an empty value or a statement
 */
record NftSet(String declaration, boolean isMap, SortedMap<String, String> elements) {
  static NftSet map(String declaration) {
    return new NftSet(declaration, true, new TreeMap<>());
  }

  static NftSet set(String declaration) {
    return new NftSet(declaration, false, new TreeMap<>());
  }

  String keyword() {
    return isMap ? "map" : "set";
  }

  String element(String key, String value) {
    return isMap ? key + " : " + value : value.isEmpty() ? key : key + " " + value;
  }
}
