package io.sixgate.nat64.nft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code nft -nn -j list table} prints: elements and counters.
 *
 * <pre>
 * {"nftables": [{"metainfo": …}, {"table": …},
 *   {"counter": {"name": "refused_smtp", "packets": 3, "bytes": 180, …}},
 *   {"map": {"name": "outer", "elem": [["198.18.0.16", {"concat": ["192.0.2.33", {"range": [2000, 2999]}]}]], …}},
 *   {"set": {"name": "caps", "elem": [{"elem": {"val": 16, "ct count": {"val": 50, "inv": true}}}], …}},
 *   {"set": {"name": "refused_by_share", "elem": [{"elem": {"val": 16, "counter": {"packets": 3, "bytes": 180}}}], …}}, …]}
 * </pre>
 *
 * @param elements by set and key, as {@link NftTable} has them
 * @param refusedByShare packets above a share's number of sessions, by mark
 */
record Listing(
    SortedMap<String, SortedMap<String, String>> elements,
    Map<NftCounter, Long> counters,
    Map<Integer, Long> refusedByShare) {
  /** A set that the rules fill, and not the inventory. */
  static final String REFUSED_BY_SHARE = "refused_by_share";

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Reads it.
   *
   * @throws IOException if it is not what is described above
   */
  static Listing parse(String text) throws IOException {
    SortedMap<String, SortedMap<String, String>> elements = new TreeMap<>();
    Map<NftCounter, Long> counters = new EnumMap<>(NftCounter.class);
    Map<Integer, Long> refusedByShare = new TreeMap<>();
    JsonNode objects = JSON.readTree(text).path("nftables");
    if (!objects.isArray()) {
      throw new IOException("nft -j printed no list \"nftables\"");
    }
    for (JsonNode object : objects) {
      if (object.path("set").path("name").asText().equals(REFUSED_BY_SHARE)) {
        for (JsonNode element : object.get("set").path("elem")) {
          JsonNode inner = element.path("elem");
          refusedByShare.put(
              inner.path("val").asInt(), inner.path("counter").path("packets").asLong());
        }
        continue;
      }
      for (String kind : new String[] {"map", "set"}) {
        if (object.has(kind)) {
          elements.put(object.get(kind).path("name").asText(), elements(object.get(kind)));
        }
      }
      for (NftCounter counter : NftCounter.values()) {
        if (object.path("counter").path("name").asText().equals(counter.text())) {
          counters.put(counter, object.get("counter").path("packets").asLong());
        }
      }
    }
    return new Listing(elements, counters, refusedByShare);
  }

  private static SortedMap<String, String> elements(JsonNode set) throws IOException {
    SortedMap<String, String> elements = new TreeMap<>();
    for (JsonNode element : set.path("elem")) {
      if (element.isArray() && element.size() == 2) {
        elements.put(value(element.get(0)), value(element.get(1)));
      } else if (element.has("elem")) {
        JsonNode inner = element.get("elem");
        JsonNode most = inner.path("ct count").path("val");
        String statement = most.isMissingNode() ? "" : "ct count over " + most.asLong();
        elements.put(value(inner.path("val")), statement);
      } else {
        elements.put(value(element), "");
      }
    }
    return elements;
  }

  private static String value(JsonNode node) throws IOException {
    if (node.isTextual() || node.isNumber()) {
      return node.asText();
    }
    if (node.has("prefix")) {
      return node.get("prefix").path("addr").asText()
          + "/"
          + node.get("prefix").path("len").asInt();
    }
    if (node.has("range")) {
      return value(node.get("range").path(0)) + "-" + value(node.get("range").path(1));
    }
    if (node.has("concat")) {
      List<String> parts = new ArrayList<>();
      for (JsonNode part : node.get("concat")) {
        parts.add(value(part));
      }
      return String.join(" . ", parts);
    }
    throw new IOException("nft -j printed an element of a kind that is not known here: " + node);
  }
}
