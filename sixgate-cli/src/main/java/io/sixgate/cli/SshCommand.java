package io.sixgate.cli;

import picocli.CommandLine.Command;

@Command(
    name = "ssh",
    mixinStandardHelpOptions = true,
    header = "Gives hosts their SSH port, and shows how to reach them.",
    description =
        "Each host can have a port of its own on the gateway's addresses that leads to its SSH"
            + " server, and be reached through the jump host.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SshAllotCommand.class, SshShowCommand.class})
final class SshCommand {}
