package io.sixgate.nat64.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ListingTest {
  @Test
  void elementsOfAllKindsAreReadAsTheyAreWritten() throws Exception {
    Listing listing =
        Listing.parse(
            """
            {"nftables": [{"metainfo": {"version": "1.0.6"}},
              {"counter": {"name": "refused_smtp", "packets": 3, "bytes": 180}},
              {"map": {"name": "outer", "elem": [["198.18.0.16",
                {"concat": ["192.0.2.33", {"range": [2000, 2999]}]}]]}},
              {"map": {"name": "customers", "elem": [[{"prefix": {"addr": "2001:db8:a::", "len": 48}}, 16]]}},
              {"set": {"name": "refused_by_share", "elem": [{"elem": {"val": 17, "counter": {"packets": 9, "bytes": 540}}}]}},
              {"set": {"name": "caps", "elem": [{"elem": {"val": 16, "ct count": {"val": 50, "inv": true}}}]}}]}
            """);
    assertEquals(3L, listing.counters().get(NftCounter.REFUSED_SMTP));
    assertEquals(Map.of("198.18.0.16", "192.0.2.33 . 2000-2999"), listing.elements().get("outer"));
    assertEquals(Map.of("2001:db8:a::/48", "16"), listing.elements().get("customers"));
    assertEquals(Map.of("16", "ct count over 50"), listing.elements().get("caps"));
    assertEquals(Map.of(17, 9L), listing.refusedByShare());
    assertFalse(listing.elements().containsKey("refused_by_share"), "it is no element of ours");
  }

  @Test
  void anElementOfAnUnknownKindIsSaidAndNotPassedOver() {
    assertThrows(
        IOException.class,
        () ->
            Listing.parse(
                "{\"nftables\": [{\"set\": {\"name\": \"a\", \"elem\": [{\"new\": 1}]}}]}"));
  }

  @Test
  void whatIsCutOffIsAFailure() {
    assertThrows(IOException.class, () -> Listing.parse("{\"nftables\": [{\"set\": {"));
    assertThrows(IOException.class, () -> Listing.parse("{}"));
  }
}
