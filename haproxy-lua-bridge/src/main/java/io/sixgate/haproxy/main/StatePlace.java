package io.sixgate.haproxy.main;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where HAProxy's files are, as a picocli mixin. */
public final class StatePlace {
  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      converter = ConfigurationPath.class,
      defaultValue = "${env:SIXGATE_HAPROXY_STATE:-/var/lib/sixgate/haproxy}",
      description = {
        "Where sixgate.cfg and the maps are, from which HAProxy starts by itself.",
        "Environment: SIXGATE_HAPROXY_STATE. Default: ${DEFAULT-VALUE}"
      })
  private Path path;

  /** The folder, absolute. */
  public Path path() {
    return path;
  }
}
