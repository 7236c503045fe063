package io.sixgate.nat64.nft;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is to be done with the table.
 *
 * @param desired the table as it should be; empty if there should be none
 * @param whole whether it is put there as a whole, since it is missing or its rules differ; open
 *     sessions stay, because conntrack and Jool have them
 * @param changes elements to change, if not; and the removal of the table
 * @param elements how many elements are changed
 * @param removals keys that go
 * @param present keys there are
 * @param write whether the file differs
 */
public record NftPlan(
    Optional<NftTable> desired,
    boolean whole,
    List<String> changes,
    int elements,
    int removals,
    int present,
    boolean write) {

  public NftPlan {
    changes = List.copyOf(changes);
  }

  static NftPlan between(
      Optional<NftTable> desired,
      boolean there,
      Optional<String> skeleton,
      SortedMap<String, SortedMap<String, String>> elements,
      boolean write) {
    int present = elements.values().stream().mapToInt(Map::size).sum();
    if (desired.isEmpty()) {
      List<String> removal = there ? NftTable.removal().lines().toList() : List.of();
      return new NftPlan(desired, false, removal, removal.size(), present, present, write);
    }
    boolean whole = !there || !skeleton.equals(Optional.of(desired.get().skeleton()));
    List<String> changes = whole ? List.of() : desired.get().changes(elements);
    return new NftPlan(
        desired,
        whole,
        changes,
        whole ? 0 : desired.get().changed(elements),
        desired.get().removals(elements),
        present,
        write);
  }

  public boolean isEmpty() {
    return !whole && changes.isEmpty() && !write;
  }

  /** What differs: the table as a whole is one thing, else each element, else the file. */
  public int drift() {
    return whole ? 1 : changes.isEmpty() ? (write ? 1 : 0) : elements;
  }

  /** What nft reads. */
  String text() {
    return whole
        ? desired.orElseThrow().text()
        : changes.isEmpty() ? "" : String.join("\n", changes) + "\n";
  }

  /** One command a line. */
  public List<String> commands() {
    return text().lines().map(line -> whole || desired.isEmpty() ? line : "nft " + line).toList();
  }

  /** In the operator's words. */
  public String effect() {
    if (isEmpty()) {
      return "";
    }
    return desired.isEmpty()
        ? "nftables table removed"
        : whole
            ? "nftables table loaded"
            : changes.isEmpty() ? "nftables file written" : "nftables elements changed";
  }
}
