package io.sixgate.cli;

import picocli.CommandLine.Command;

@Command(
    name = "dns",
    mixinStandardHelpOptions = true,
    header = "Shows what has to stand in DNS.",
    description =
        "The gateway answers for its own zones; customers' names stand in customers' zones.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = DnsRecordsCommand.class)
final class DnsCommand {}
