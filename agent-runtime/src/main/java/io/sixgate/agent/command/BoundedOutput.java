package io.sixgate.agent.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The first bytes of a stream, read to its end by a thread of its own. */
final class BoundedOutput {

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final InputStream stream;
  private final int bound;
  private final Thread reader;

  private BoundedOutput(InputStream stream, int bound) {
    this.stream = stream;
    this.bound = bound;
    this.reader = new Thread(this::drain, "command-output");
    this.reader.setDaemon(true);
  }

  static BoundedOutput of(InputStream stream, int bound) {
    BoundedOutput output = new BoundedOutput(stream, bound);
    output.reader.start();
    return output;
  }

  void await(Duration atMost) throws InterruptedException {
    reader.join(atMost.toMillis());
  }

  String text() {
    synchronized (kept) {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }

  private void drain() {
    byte[] buffer = new byte[8192];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        synchronized (kept) {
          kept.write(buffer, 0, Math.min(n, bound - kept.size()));
        }
      }
    } catch (IOException e) {
      // The pipe was closed because the program was killed: what was read until then is the output.
      return;
    }
  }
}
