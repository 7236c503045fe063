package io.sixgate.forward.agent;

import io.sixgate.haproxy.configuration.HaproxySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Places of a gateway in a folder. */
final class Gateways {
  private Gateways() {}

  /** With a program in HAProxy's place that accepts every configuration. */
  static HaproxySettings accepting(Path folder) throws IOException {
    Path accepting = folder.resolve("haproxy");
    Files.writeString(accepting, "#!/bin/sh\nexit 0\n");
    if (!accepting.toFile().setExecutable(true)) {
      throw new IOException(accepting + " can't be made executable");
    }
    return settings(accepting, List.of(), folder);
  }

  static HaproxySettings settings(Path binary, List<Path> operatorFiles, Path folder)
      throws IOException {
    // forwards.lua lies beside sixgate.lua, which forwards.cfg does not load.
    Path lua = Path.of("src/main/lua").toRealPath().resolve("sixgate.lua");
    return new HaproxySettings(
        binary,
        operatorFiles,
        folder.resolve("state"),
        folder,
        lua,
        folder.resolve("master.sock"),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20));
  }
}
