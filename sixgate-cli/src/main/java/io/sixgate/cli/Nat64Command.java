package io.sixgate.cli;

import picocli.CommandLine.Command;

@Command(
    name = "nat64",
    mixinStandardHelpOptions = true,
    header = "Tells who used an address of the NAT64 pool.",
    description =
        "IPv6-only hosts reach the IPv4 internet from addresses of the pool, each customer from an"
            + " address or ports of his own.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = Nat64WhoCommand.class)
final class Nat64Command {}
