package io.sixgate.inventory.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What git says of a work tree that it changes. */
final class GitLock {
  /**
   * git writes this while it changes the work tree (gitrepository-layout(5)); an older one was left
   * by a crash.
   */
  private static final String FILE = ".git/index.lock";

  private static final long STALE_MILLIS = 10_000;

  private GitLock() {}

  static boolean isHeld(Path workTree) {
    try {
      long written = Files.getLastModifiedTime(workTree.resolve(FILE)).toMillis();
      long age = System.currentTimeMillis() - written;
      return age >= 0 && age < STALE_MILLIS;
    } catch (IOException e) {
      return false;
    }
  }
}
