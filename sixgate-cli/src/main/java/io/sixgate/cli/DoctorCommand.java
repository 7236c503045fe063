package io.sixgate.cli;

import picocli.CommandLine.Command;

@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    header = "Looks for what is wrong with this machine, and says what to type.",
    description = "Changes nothing.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DoctorGatewayCommand.class, DoctorNat64Command.class})
final class DoctorCommand {}
