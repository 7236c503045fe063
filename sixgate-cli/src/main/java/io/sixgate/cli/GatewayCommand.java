package io.sixgate.cli;

import picocli.CommandLine.Command;

@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    header = "Sets up this machine by gateway.yaml.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {GatewayRouteCommand.class})
final class GatewayCommand {}
