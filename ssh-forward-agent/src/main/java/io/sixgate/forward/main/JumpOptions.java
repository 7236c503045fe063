package io.sixgate.forward.main;

import io.sixgate.forward.jump.JumpSettings;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where the jump host is, as options; the agent and the command have the same. */
public final class JumpOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Option(
      names = "--jump",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_JUMP:-/var/lib/sixgate/jump}",
      description = {
        "Where the jump host's sshd_config and the keys are.",
        "Environment: SIXGATE_JUMP. Default: ${DEFAULT-VALUE}"
      })
  private Path jump;

  @Option(
      names = "--sshd",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_SSHD:-/usr/sbin/sshd}",
      description = {
        "The program that checks its configuration.",
        "Environment: SIXGATE_SSHD. Default: ${DEFAULT-VALUE}"
      })
  private Path sshd;

  @Option(
      names = "--key-lookup",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_KEY_LOOKUP:-/usr/share/sixgate/ssh-jump/key-lookup}",
      description = {
        "The program by which sshd looks a key up; root's, as sshd demands.",
        "Environment: SIXGATE_KEY_LOOKUP. Default: ${DEFAULT-VALUE}"
      })
  private Path lookup;

  /**
   * The settings by these options.
   *
   * @param run the run folder, where sshd's pid file is
   */
  public JumpSettings settings(Path run) {
    return new JumpSettings(
        jump.toAbsolutePath(),
        run.toAbsolutePath().resolve("jump-sshd.pid"),
        sshd,
        lookup.toAbsolutePath(),
        PATIENCE);
  }
}
