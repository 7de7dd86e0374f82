package io.tetrarch.cli.home;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.keys.Passphrases;
import io.tetrarch.cli.poll.Poll;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.EmbeddedClusterBuilder;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** The folder that an embedded group lives in. */
public final class GroupFolder {
    /** A decision takes a second or two; whoever has held the folder for longer is not deciding just once. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);
    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final Path path;
    private final boolean isNew;

    private GroupFolder(Path path, boolean isNew) {
        this.path = path;
        this.isNew = isNew;
    }

    /** The folder of that name, in which there may be no group yet. */
    public static GroupFolder at(String name) throws Failure {
        Path path = Folder.path(name);
        return new GroupFolder(path, !Files.exists(path.resolve("group.json")));
    }

    public Path path() {
        return path;
    }

    /** Whether there was no group here before. */
    public boolean isNew() {
        return isNew;
    }

    /** The file of the group in its epoch, which it has here. */
    public Path groupFile(Group group) {
        return group.descent().isEmpty()
                ? path.resolve("group.json")
                : path.resolve("epochs").resolve(group.title().epoch() + ".json");
    }

    /** The folder of that name, in which there must be a group. */
    public static GroupFolder existing(String name) throws Failure {
        Path path = Folder.named(name);
        if (!Files.exists(path.resolve("group.json"))) {
            throw Failure.badInput(name + ": there is no group in this folder");
        }
        return new GroupFolder(path, false);
    }

    /** As {@link #open}, for one decision. */
    public OpenGroup openBriefly(ClusterObserver observer, Screen screen)
            throws Failure, IOException, InterruptedException {
        SignatureScheme scheme =
                Ed25519Provider.fromSystemPropertyOr(Ed25519Provider.PORTABLE).load();
        return told(
                screen,
                whenFree(
                        screen,
                        PATIENCE,
                        () -> builder(observer).signatures(scheme).open()));
    }

    /** Opens the group, making one where there is none, and waiting for another process that has it open. */
    public OpenGroup open(ClusterObserver observer, Screen screen) throws Failure, IOException, InterruptedException {
        return told(screen, whenFree(screen, PATIENCE, () -> builder(observer).open()));
    }

    /** As {@link #open}, for whoever has something to bring that must not be lost to haste. */
    public GovernedGate openPatiently(Screen screen) throws Failure, IOException, InterruptedException {
        return told(
                        screen,
                        whenFree(
                                screen,
                                LONG_PATIENCE,
                                () -> builder(ClusterObserver.NONE).open()))
                .gate();
    }

    /**
     * Opens the group to serve it, making one where there is none, and waiting for nobody. The notices are for whoever serves
     * it to tell.
     *
     * @param charter of the group that is made
     */
    public OpenGroup openToServe(Optional<byte[]> charter) throws Failure, IOException {
        EmbeddedClusterBuilder builder = builder(ClusterObserver.NONE);
        try {
            return opened(charter.map(builder::charter).orElse(builder).open());
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private static OpenGroup opened(EmbeddedCluster cluster) {
        return new OpenGroup(cluster, cluster, cluster.notices());
    }

    private static OpenGroup told(Screen screen, EmbeddedCluster cluster) {
        cluster.notices().forEach(notice -> screen.line("tetrarch: " + notice.line()));
        return opened(cluster);
    }

    private EmbeddedClusterBuilder builder(ClusterObserver observer) {
        return EmbeddedCluster.builder()
                .storedIn(path)
                .passphrase(Passphrases.forExistingKey())
                .observer(observer);
    }

    /** Opens the group to look at it, waiting for another process that has it open, and says what it has lost. */
    public Inspection inspect(Screen screen) throws Failure, IOException, InterruptedException {
        Inspection opened = whenFree(screen, PATIENCE, () -> Inspection.open(path, Ed25519Provider.PORTABLE.load()));
        opened.damaged()
                .forEach((replica, line) ->
                        screen.line("tetrarch: " + line + "; 'tetrarch repair " + replica + "' moves it aside"));
        opened.loss().ifPresent(line -> screen.line("tetrarch: " + path + ": " + line));
        return opened;
    }

    /** Opens something that one process at a time may have open. */
    private interface Opening<T> {
        T open() throws IOException, HomeRefused;
    }

    private <T> T whenFree(Screen screen, Duration patience, Opening<T> opening)
            throws Failure, IOException, InterruptedException {
        Poll poll = Poll.every(PAUSE);
        boolean told = false;
        while (true) {
            try {
                return opening.open();
            } catch (HomeRefused e) {
                if (poll.hasLasted(patience) || !isLocked()) {
                    throw Failure.badInput(String.valueOf(e.getMessage()));
                }
                if (!told && poll.hasLasted(SILENCE)) {
                    told = true;
                    screen.line("tetrarch: waiting for another process to be done with " + path);
                }
            }
            poll.pause();
        }
    }

    private boolean isLocked() throws IOException {
        Path lock = path.resolve("lock");
        if (!Files.isRegularFile(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
