package io.sixgate.agent.loop;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code RUN/AGENT.force}: the operator lets one refused plan through. A file, so that it works
 * across users and needs no listener.
 *
 * @param path see {@link io.sixgate.agent.file.RunFolder#force}
 */
public record ForceFile(Path path) {

  /**
   * What {@code sixgate force AGENT} does.
   *
   * @throws IOException if the file cannot be made, as when no agent ever ran here or the user may
   *     not write to the run folder
   */
  public void ask() throws IOException {
    try {
      Files.createFile(path);
    } catch (FileAlreadyExistsException e) {
      // Asked twice before the agent looked: still one permission.
      return;
    }
  }

  /**
   * Takes the permission away with the file.
   *
   * @return whether there was one
   * @throws IOException if the file is there and cannot be deleted: then it is no permission, or it
   *     would be one for ever
   */
  boolean take() throws IOException {
    return Files.deleteIfExists(path);
  }
}
