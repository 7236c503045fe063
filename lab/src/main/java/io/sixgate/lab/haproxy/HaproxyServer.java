package io.sixgate.lab.haproxy;

import java.io.IOException;
import java.nio.file.Path;

/** A HAProxy with maps, as far as a test needs one. */
public interface HaproxyServer extends AutoCloseable {
  /** The Runtime API's Unix socket; there once the server was started. */
  Path socket();

  /** Starts with the map files as they are now; a started server is first stopped at once. */
  void restart() throws IOException;

  /** Stops at once, as kill -9 does: what was only in memory is lost. */
  void kill() throws IOException;

  @Override
  void close() throws IOException;
}
