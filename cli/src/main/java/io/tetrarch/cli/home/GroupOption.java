package io.tetrarch.cli.home;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.embedded.home.Inspection;
import java.io.IOException;
import picocli.CommandLine.Option;

/** The option by which commands are told where the group lives; the same for all of them. */
public final class GroupOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".tetrarch",
            description = "Where the group lives (default: ${DEFAULT-VALUE}).")
    private String data = ".tetrarch";

    /** The folder, in which there may be no group yet. */
    public GroupFolder folder() throws Failure {
        return GroupFolder.at(data);
    }

    /** The folder, in which there must be a group. */
    public GroupFolder existing() throws Failure {
        return GroupFolder.existing(data);
    }

    /** Opens the group that must be there, to look at it. */
    public Inspection inspect(Screen screen) throws Failure, IOException, InterruptedException {
        return existing().inspect(screen);
    }
}
