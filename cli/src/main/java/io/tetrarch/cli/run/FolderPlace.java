package io.tetrarch.cli.run;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupFolder;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.node.observe.ClusterObserver;
import java.io.IOException;
import java.nio.file.Path;

/** A group in a folder, whose replicas run in this process. */
record FolderPlace(GroupOption group) implements GatePlace {
    @Override
    public Found found() throws Failure {
        GroupFolder folder = group.folder();
        return new Found() {
            @Override
            public Path path() {
                return folder.path();
            }

            @Override
            public GovernedGate open(Screen screen) throws Failure, IOException, InterruptedException {
                return folder.open(ClusterObserver.NONE, screen).gate();
            }

            @Override
            public GovernedGate openPatiently(Screen screen) throws Failure, IOException, InterruptedException {
                return folder.openPatiently(screen);
            }
        };
    }
}
