package io.sixgate.inventory.files;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Place;

/**
 * One host's wish to have a key for itself.
 *
 * @param place in the host's file, which says whose wish it is
 * @param extent the part of the key that is meant, where it has parts: an address for ports, ports
 *     for an address
 */
record Claim<K, E>(K key, Place place, E extent) {
  HostId host() {
    String file = place.file();
    int slash = file.indexOf('/');
    return new HostId(
        new Label(file.substring(0, slash)),
        new Label(file.substring(slash + 1, file.length() - ".yaml".length())));
  }
}
