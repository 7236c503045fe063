package io.sixgate.nat64.main;

import io.sixgate.inventory.model.Nat64BackEnd;
import io.sixgate.nat64.agent.Nat64Settings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where NAT64 is on this gateway, as options; the agent and the command have the same. */
public final class Nat64Options {
  @Mixin private Nat64Place place;

  @Option(
      names = "--back-end",
      paramLabel = "NAME",
      converter = BackEndConverter.class,
      defaultValue = "${env:SIXGATE_NAT64_BACK_END}",
      description = {
        "auto, jool or tayga, in the place of what gateway.yaml says.",
        "Environment: SIXGATE_NAT64_BACK_END."
      })
  private Optional<Nat64BackEnd> backEnd;

  @Option(
      names = "--nft",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_NFT:-/usr/sbin/nft}",
      description = {
        "The program that loads the table.",
        "Environment: SIXGATE_NFT. Default: ${DEFAULT-VALUE}"
      })
  private String nft;

  @Option(
      names = "--jool",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_JOOL:-/usr/bin/jool}",
      description = {
        "The program that talks to the module.",
        "Environment: SIXGATE_JOOL. Default: ${DEFAULT-VALUE}"
      })
  private String jool;

  @Option(
      names = "--conntrack",
      paramLabel = "FILE",
      defaultValue = "${env:SIXGATE_CONNTRACK:-/usr/sbin/conntrack}",
      description = {
        "The program that lists sessions, with TAYGA.",
        "Environment: SIXGATE_CONNTRACK. Default: ${DEFAULT-VALUE}"
      })
  private String conntrack;

  @Option(
      names = "--tayga-restart",
      paramLabel = "COMMAND",
      split = " ",
      defaultValue = "${env:SIXGATE_TAYGA_RESTART:-systemctl restart sixgate-tayga.service}",
      description = {
        "What makes TAYGA read its configuration, when the prefix changed.",
        "Environment: SIXGATE_TAYGA_RESTART. Default: ${DEFAULT-VALUE}"
      })
  private List<String> taygaRestart;

  @Option(
      names = "--log-service",
      paramLabel = "COMMAND",
      split = " ",
      defaultValue = "${env:SIXGATE_NAT64_LOG_SERVICE:-systemctl}",
      description = {
        "What restarts and reloads sixgate-nat64-log.service, which records sessions.",
        "Environment: SIXGATE_NAT64_LOG_SERVICE. Default: ${DEFAULT-VALUE}"
      })
  private List<String> logService;

  /** The settings by these options. */
  public Nat64Settings settings() {
    return new Nat64Settings(
        place.path(),
        backEnd == null ? Optional.empty() : backEnd,
        nft,
        jool,
        conntrack,
        taygaRestart,
        logService);
  }
}
