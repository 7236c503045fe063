package io.sixgate.haproxy.main;

import io.sixgate.haproxy.BridgeSettings;
import io.sixgate.haproxy.configuration.HaproxySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where HAProxy is, as options; the agent and the {@code sixgate} command have the same. */
public final class HaproxyOptions {
  /** How long HAProxy may say nothing. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration RELOAD_PATIENCE = Duration.ofSeconds(15);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private StatePlace state;

  @Option(
      names = "--haproxy",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_HAPROXY:-/usr/sbin/haproxy}",
      description = {
        "The program that checks a new configuration.",
        "Environment: SIXGATE_HAPROXY. Default: ${DEFAULT-VALUE}"
      })
  private Path haproxy;

  @Option(
      names = "--haproxy-config",
      paramLabel = "FILE",
      split = ":",
      defaultValue = "${env:SIXGATE_HAPROXY_CONFIG:-/etc/haproxy/haproxy.cfg}",
      description = {
        "Your own configuration, which HAProxy reads before sixgate.cfg; several with a colon"
            + " between them.",
        "Environment: SIXGATE_HAPROXY_CONFIG. Default: ${DEFAULT-VALUE}"
      })
  private List<Path> configurations;

  @Option(
      names = "--master-socket",
      paramLabel = "SOCKET",
      defaultValue = "${env:SIXGATE_HAPROXY_MASTER:-/run/haproxy-master.sock}",
      description = {
        "HAProxy's master CLI, by which it is reloaded when gateway.yaml changes.",
        "Environment: SIXGATE_HAPROXY_MASTER. Default: ${DEFAULT-VALUE}"
      })
  private Path masterSocket;

  @Option(
      names = "--lua",
      paramLabel = "FILE",
      converter = ConfigurationPath.class,
      defaultValue = "${env:SIXGATE_HAPROXY_LUA:-/usr/share/sixgate/haproxy/sixgate.lua}",
      description = {
        "The Lua that sixgate.cfg loads.",
        "Environment: SIXGATE_HAPROXY_LUA. Default: ${DEFAULT-VALUE}"
      })
  private Path lua;

  /**
   * The settings by these options.
   *
   * @throws ParameterException if the run folder can't stand in HAProxy's configuration
   */
  public HaproxySettings settings(Path run) {
    try {
      BridgeSettings.checkPath(run.toAbsolutePath());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--run: " + e.getMessage(), e);
    }
    return new HaproxySettings(
        haproxy,
        configurations,
        state.path(),
        run.toAbsolutePath(),
        lua,
        masterSocket,
        PATIENCE,
        RELOAD_PATIENCE);
  }
}
