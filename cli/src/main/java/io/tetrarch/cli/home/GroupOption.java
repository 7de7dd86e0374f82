package io.tetrarch.cli.home;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.keys.Passphrases;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Inspection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option by which commands are told where the group lives; the same for all of them. */
public final class GroupOption {
    /** Where a cluster on this machine lives, unless told otherwise. */
    public static final String CLUSTER = ".tetrarch-cluster";

    /** The folder of its client. */
    public static final String CLIENT = "gate";

    static final String DEFAULT = ".tetrarch";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DEFAULT,
            description = "Where the group lives (default: ${DEFAULT-VALUE}).")
    private String data = DEFAULT;

    /** The folder, in which there may be no group yet. */
    public GroupFolder folder() throws Failure {
        return GroupFolder.at(data);
    }

    /** The folder, in which there must be a group. */
    public GroupFolder existing() throws Failure {
        return GroupFolder.existing(data);
    }

    /**
     * What the client of a running group needs: the folder, or that of the client in it; where no folder is given, that of
     * the cluster in the current one.
     */
    public ClientFolder client() throws Failure, IOException {
        return clientIn(data);
    }

    /** The same for a folder of this name. */
    public static ClientFolder clientIn(String data) throws Failure, IOException {
        Path given = Folder.path(data);
        Path clusters = data.equals(DEFAULT) ? Path.of(CLUSTER, CLIENT) : given;
        Path found = Stream.of(clusters, given, given.resolve(CLIENT))
                .filter(ClientFolder::isOne)
                .findFirst()
                .orElseThrow(() -> Failure.badInput(data
                        + ": there is no client of a running group in this folder; 'tetrarch cluster up' makes one"));
        try {
            return ClientFolder.open(
                    found,
                    Ed25519Provider.fromSystemPropertyOr(Ed25519Provider.PORTABLE)
                            .load(),
                    Passphrases.forExistingKey());
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    /** Opens the group that must be there, to look at it. */
    public Inspection inspect(Screen screen) throws Failure, IOException, InterruptedException {
        return existing().inspect(screen);
    }
}
