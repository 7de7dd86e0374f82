package io.tetrarch.cli.run;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.client.GovernedGate;
import java.io.IOException;
import java.nio.file.Path;

/** Where the gate is that a command is put before: in this process, or in front of replicas in others. */
interface GatePlace {
    /** @throws Failure if the options do not say where */
    Found found() throws Failure, IOException;

    /** A gate that can be opened, more than once. */
    interface Found {
        /** The folder of whoever asks. */
        Path path();

        GovernedGate open(Screen screen) throws Failure, IOException, InterruptedException;

        /** For whoever has something to bring that must not be lost to haste. */
        GovernedGate openPatiently(Screen screen) throws Failure, IOException, InterruptedException;
    }
}
