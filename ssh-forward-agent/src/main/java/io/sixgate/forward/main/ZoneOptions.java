package io.sixgate.forward.main;

import io.sixgate.forward.zone.ZoneSettings;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where the gateway's own zones are, as options; the agent and the command have the same. */
public final class ZoneOptions {
  /** NSD needs about a second for 300,000 records. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Option(
      names = "--zones",
      paramLabel = "FOLDER",
      defaultValue = "${env:SIXGATE_ZONES:-/var/lib/sixgate/zones}",
      description = {
        "Where the zone files are, and nsd.conf, which NSD's own configuration includes.",
        "Environment: SIXGATE_ZONES. Default: ${DEFAULT-VALUE}"
      })
  private Path zones;

  @Option(
      names = "--nsd-checkzone",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_NSD_CHECKZONE:-/usr/sbin/nsd-checkzone}",
      description = {
        "The program that checks a zone.",
        "Environment: SIXGATE_NSD_CHECKZONE. Default: ${DEFAULT-VALUE}"
      })
  private Path checkzone;

  @Option(
      names = "--nsd-control",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_NSD_CONTROL:-/usr/sbin/nsd-control}",
      description = {
        "The program that tells NSD.",
        "Environment: SIXGATE_NSD_CONTROL. Default: ${DEFAULT-VALUE}"
      })
  private Path control;

  @Option(
      names = "--nsd-config",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_NSD_CONFIG:-/etc/nsd/nsd.conf}",
      description = {
        "NSD's own configuration.",
        "Environment: SIXGATE_NSD_CONFIG. Default: ${DEFAULT-VALUE}"
      })
  private Path configuration;

  /** The settings by these options. */
  public ZoneSettings settings() {
    return new ZoneSettings(
        zones.toAbsolutePath(), checkzone, control, configuration.toAbsolutePath(), PATIENCE);
  }
}
