package io.sixgate.forward.jump;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where the jump host's sshd is.
 *
 * @param state the folder of its configuration and of the keys, absolute
 * @param sshd the program
 * @param lookup the program that sshd runs to look a key up, absolute
 * @param service the command that has its unit read the configuration, or ends it, as systemctl(1)
 * @param patience how long sshd may take to listen anew
 */
public record JumpSettings(
    Path state, Path sshd, Path lookup, List<String> service, Duration patience) {
  static final String UNIT = "sixgate-jump.service";

  /** Made by {@code host-keys}. */
  private static final List<String> HOST_KEYS = List.of("ssh_host_ed25519_key", "ssh_host_rsa_key");

  /** Where systemd puts what is the unit's alone (systemd.exec(5), Credentials). */
  private static final Path CREDENTIALS = Path.of("/run/credentials", UNIT);

  public JumpSettings {
    service = List.copyOf(service);
  }

  Path configuration() {
    return state.resolve("sshd_config");
  }

  Path keys() {
    return state.resolve("keys");
  }

  /** A host key that root may read, for a check. */
  Path hostKey() {
    return state.resolve("host").resolve(HOST_KEYS.get(0));
  }

  /** Where its sshd, which is not root, has its own host keys; see the unit's LoadCredential=. */
  List<Path> credentials() {
    return HOST_KEYS.stream().map(CREDENTIALS::resolve).toList();
  }
}
