package io.sixgate.nat64.main;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the files of NAT64 are, as a picocli mixin. */
public final class Nat64Place {
  @Option(
      names = "--nat64-state",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_NAT64_STATE:-/var/lib/sixgate/nat64}",
      description = {
        "Where it is written who has which ports, and what translator and nftables start from.",
        "Environment: SIXGATE_NAT64_STATE. Default: ${DEFAULT-VALUE}"
      })
  private Path path;

  /** The folder, absolute. */
  public Path path() {
    return path.toAbsolutePath();
  }
}
