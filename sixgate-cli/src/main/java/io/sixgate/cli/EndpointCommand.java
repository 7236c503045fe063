package io.sixgate.cli;

import picocli.CommandLine.Command;

@Command(
    name = "endpoint",
    mixinStandardHelpOptions = true,
    header = "Adds, removes and lists the names that hosts serve.",
    description =
        "add and remove change one line of the host's file in the inventory and leave its comments"
            + " and layout alone; the agents see the change at once.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EndpointAddCommand.class,
      EndpointRemoveCommand.class,
      EndpointListCommand.class
    })
final class EndpointCommand {}
