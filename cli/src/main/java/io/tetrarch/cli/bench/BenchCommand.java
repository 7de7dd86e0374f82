package io.tetrarch.cli.bench;

import io.tetrarch.cli.command.CommandFamily;
import picocli.CommandLine.Command;

/** The measurements. */
@Command(
        name = "bench",
        header = "Measure what decisions cost on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExample:%n",
        footer = "  tetrarch bench round")
public final class BenchCommand extends CommandFamily {}
