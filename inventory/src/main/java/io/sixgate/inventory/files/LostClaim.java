package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Place;
import java.util.List;

/**
 * Why a claim is lost.
 *
 * @param withinCustomer whether an earlier claim of the same customer has it; else another customer
 *     claims it too
 * @param rivals where those claims stand, the first few
 */
record LostClaim(boolean withinCustomer, List<Place> rivals) {
  String places() {
    return String.join(", ", rivals.stream().map(Place::toString).toList());
  }
}
