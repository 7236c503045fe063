package io.sixgate.inventory.files;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Place;

/**
 * One host's wish to have a key for itself.
 *
 * @param extent the part of the key that is meant, where it has parts: an address for ports, ports
 *     for an address
 */
record Claim<E>(HostId host, Place place, E extent) {}
