package io.sixgate.nat64.jool;

import java.nio.file.Path;

/**
 * Where Jool and what it needs are on this machine.
 *
 * @param jool the program
 * @param nft the program
 * @param state folder of the files
 */
public record JoolSettings(String jool, String nft, Path state) {
  Path file() {
    return state.resolve("jool.json");
  }

  /** For globals and pool4 of an instance that is there; gone when they are set. */
  Path poolFile() {
    return state.resolve("jool.settings.json");
  }

  /** Entries that come: see {@link SavedState}. */
  Path addingFile() {
    return state.resolve("jool.adding.json");
  }
}
