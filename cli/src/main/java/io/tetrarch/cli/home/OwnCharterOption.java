package io.tetrarch.cli.home;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.CharterFile;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.embedded.home.Inspection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which commands that go by some charter are told to go by that which is in force in a group. */
public final class OwnCharterOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Go by the charter that is in force in the group that lives there.")
    private @Nullable String data;

    @Mixin
    private ServerOption server = new ServerOption();

    /** Whether a group is named. */
    public boolean isGiven() {
        return data != null || server.isGiven();
    }

    /**
     * The charter in force in the group that is named.
     *
     * @param screen told what is to be known of the group
     */
    public CharterFile read(Screen screen) throws Failure, IOException, InterruptedException {
        try (Inspection inspection = inspect(screen)) {
            return CharterFile.inForce(CharterInForce.of(inspection).file());
        }
    }

    private Inspection inspect(Screen screen) throws Failure, IOException, InterruptedException {
        String folder = data == null ? GroupOption.DEFAULT : data;
        return server.isGiven()
                ? SightOption.remote(server, GroupOption.clientIn(folder), screen)
                : GroupFolder.existing(folder).inspect(screen);
    }
}
