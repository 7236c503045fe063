package io.sixgate.forward.main;

import io.sixgate.forward.jump.JumpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  @Option(
      names = "--jump-service",
      paramLabel = "COMMAND",
      split = " ",
      defaultValue = "${env:SIXGATE_JUMP_SERVICE:-systemctl}",
      description = {
        "What reloads and stops sixgate-jump.service, the jump host's sshd.",
        "Environment: SIXGATE_JUMP_SERVICE. Default: ${DEFAULT-VALUE}"
      })
  private List<String> service;

  /** The settings by these options. */
  public JumpSettings settings() {
    return new JumpSettings(
        jump.toAbsolutePath(), sshd, lookup.toAbsolutePath(), service, PATIENCE);
  }
}
