package io.tetrarch.cli.cluster;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.embedded.home.ClientFolder;
import java.io.IOException;
import picocli.CommandLine.Option;

/** The option by which the commands are told where the cluster lives. */
final class ClusterOption {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = GroupOption.CLUSTER,
            description = "Where the cluster lives (default: ${DEFAULT-VALUE}).")
    private String dir = GroupOption.CLUSTER;

    /** In which there may be none yet. */
    ClusterFolder folder() throws Failure {
        return new ClusterFolder(Folder.path(dir));
    }

    /** The client in it, or that it is. */
    ClientFolder client() throws Failure, IOException {
        return GroupOption.clientIn(dir);
    }

    /** In which there must be one. */
    ClusterFolder existing() throws Failure, IOException {
        ClusterFolder folder = new ClusterFolder(Folder.named(dir));
        if (!folder.isFounded()) {
            throw Failure.badInput(dir + ": there is no cluster in this folder; 'tetrarch cluster up' makes one");
        }
        return folder;
    }
}
