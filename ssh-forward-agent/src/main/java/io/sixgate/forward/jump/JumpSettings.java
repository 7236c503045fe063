package io.sixgate.forward.jump;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the jump host's sshd is.
 *
 * @param state the folder of its configuration and of the keys, absolute
 * @param pidFile that sshd writes
 * @param sshd the program
 * @param lookup the program that sshd runs to look a key up, absolute
 * @param patience how long sshd may take to listen anew
 */
public record JumpSettings(Path state, Path pidFile, Path sshd, Path lookup, Duration patience) {
  /**
   * Who runs the look-up: one that has no other task (sshd_config(5), AuthorizedKeysCommandUser).
   */
  static final String LOOKUP_USER = "sixgate-jump-keys";

  Path configuration() {
    return state.resolve("sshd_config");
  }

  Path keys() {
    return state.resolve("keys");
  }
}
