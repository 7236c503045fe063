package io.sixgate.haproxy.configuration;

import io.sixgate.agent.file.FileReplacer;
import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The texts that HAProxy runs from while it tries others: {@code FILE.former}, beside the file, for
 * as long as a try lasts. Whether a text is good is known only when HAProxy has come up with it,
 * and an agent may be killed, or the machine lose its power, before that: from a text that can't be
 * bound HAProxy would not start again. So the former text is on the disk before the new one is, and
 * goes when HAProxy runs from that. HAProxy's unit puts it back before a start
 * (packaging/haproxy/sixgate.conf), for which no agent need run.
 */
final class FormerTexts {
  private final RuntimeApi api;

  FormerTexts(RuntimeApi api) {
    this.api = api;
  }

  /** Not *.cfg: HAProxy, given the folder, would read it. */
  static Path of(Path file) {
    return file.resolveSibling(file.getFileName() + ".former");
  }

  /** Whether a try goes on, or was not brought to its end. */
  static boolean isKept(Path file) {
    return Files.exists(of(file));
  }

  /**
   * Before a try.
   *
   * @param text an empty one if there is no file yet
   */
  static void keep(Path file, String text) throws IOException {
    FileReplacer.keepingMode(of(file)).replace(out -> out.write(text));
  }

  /** After a try that went well. */
  static void forget(Path file) throws IOException {
    Files.deleteIfExists(of(file));
  }

  /** After a try that did not; nothing happens if no text is kept. */
  static void restore(Path file) throws IOException {
    if (isKept(file)) {
      String text = Files.readString(of(file));
      FileReplacer.keepingMode(file).replaceIfChanged(out -> out.write(text));
      forget(file);
    }
  }

  /**
   * Brings a try to its end that an agent has left. To be called only while nobody tries. A reload
   * that is still under way may yet come up with the other text; then the next pass sees what
   * HAProxy runs from.
   */
  void settle(Path file) throws IOException {
    if (!isKept(file)) {
      return;
    }
    if (isRunning(file)) {
      forget(file);
    } else {
      restore(file);
    }
  }

  private boolean isRunning(Path file) throws IOException {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      Optional<ConfigurationDigest> digest = ConfigurationDigest.in(text);
      return digest.isPresent()
          && api.environment(digest.get().variable()).equals(digest.get().find(text));
    } catch (RuntimeApiException e) {
      if (e.kind() != RuntimeApiException.Kind.UNREACHABLE) {
        throw e;
      }
      return false;
    }
  }
}
