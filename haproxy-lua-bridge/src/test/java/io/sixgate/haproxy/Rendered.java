package io.sixgate.haproxy;

import java.io.IOException;
import java.nio.file.Path;

/** Prints sixgate.cfg as the scripts under src/test/lab and the benchmarks of the lab want it. */
public final class Rendered {

  // Inside the script's own mount namespace: BASE in ground.py.
  private static final Path BASE = Path.of("/run/sixgate-test");

  private Rendered() {}

  /** Argument: a settings file. */
  public static void main(String[] args) throws IOException {
    System.out.print(text(Path.of(args[0])));
  }

  static String text(Path settings) throws IOException {
    return BridgeConfiguration.render(
        Cases.read(
            settings, BASE.resolve("state"), BASE.resolve("run"), BASE.resolve("sixgate.lua")));
  }
}
