package io.tetrarch.cli.processes;

import io.tetrarch.bench.torture.DiskFault;
import io.tetrarch.bench.torture.FaultPlan;
import io.tetrarch.cli.cluster.NodeProcess;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.poll.Poll;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Fills, damages and empties what replicas keep. For one thread. */
final class DiskFaults {
    private static final int LAST_LINES = 6;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration FULL_PATIENCE = Duration.ofSeconds(15);
    private static final String SAYS_SO = "o space left";

    private final TortureGroup group;

    DiskFaults(TortureGroup group) {
        this.group = group;
    }

    /** What it found broken, in a line. */
    Optional<String> run(DiskFault fault, FaultPlan.Step step) throws Failure, IOException, InterruptedException {
        return switch (fault) {
            case DISK_FULL -> {
                SmallDisk disk = disk();
                NodeProcess node = group.node(step.victim());
                node.signal("STOP"); // else its log grows while it is looked at
                disk.giveBack();
                disk.fill();
                node.signal("CONT");
                yield afterwards(step.victim(), true, FULL_PATIENCE);
            }
            case DISK_FILLED -> {
                disk().fill();
                yield afterwards(step.victim(), false, Duration.ofMillis(step.millis()));
            }
            case DISK_FULL_AT_START -> {
                group.stop(step.victim());
                disk().fill();
                group.start(step.victim(), false);
                yield afterwards(step.victim(), false, Duration.ofMillis(step.millis()));
            }
            case CORRUPTED -> {
                corrupted(step);
                yield Optional.empty();
            }
            case WIPED -> {
                wiped(step);
                yield Optional.empty();
            }
        };
    }

    private SmallDisk disk() {
        return group.disk().orElseThrow();
    }

    /**
     * Whoever ends with a full disk says why, and goes on when there is room. A store sets room aside for its log: what
     * still fits there is durable, and a replica that goes on with it does no wrong.
     *
     * @param mustEnd there is no such room
     */
    private Optional<String> afterwards(int victim, boolean mustEnd, Duration patience)
            throws IOException, InterruptedException {
        NodeProcess node = group.node(victim);
        Poll poll = Poll.every(LOOK);
        while (node.find().isPresent() && !poll.hasLasted(patience)) {
            poll.pause();
        }
        Optional<String> broken = Optional.empty();
        boolean goesOn = node.find().isPresent();
        if (goesOn && mustEnd) {
            broken = Optional.of("replica " + group.name(victim) + " goes on with a full disk");
        }
        if (!goesOn && node.lastLines(LAST_LINES).stream().noneMatch(line -> line.contains(SAYS_SO))) {
            broken = Optional.of("replica " + group.name(victim) + " ended with a full disk, and did not say so: "
                    + node.lastLines(1));
        }
        group.kill(victim); // whether it was at work or not, what it had said stands in its store
        disk().free();
        group.start(victim, false);
        return broken;
    }

    /** Its honest build refuses the store, or comes up if the byte means nothing; then the store is gone, and it learns. */
    private void corrupted(FaultPlan.Step step) throws Failure, IOException, InterruptedException {
        group.kill(step.victim());
        flipByte(group.data(step.victim()));
        group.start(step.victim(), false);
        ProcessFaults.pause(step.millis());
        wiped(step);
    }

    /** The seat that lies may lose what it signed: without any store it learns, and then it lies again. */
    private void wiped(FaultPlan.Step step) throws Failure, IOException, InterruptedException {
        int victim = step.victim();
        group.kill(victim);
        clear(group.data(victim));
        group.start(victim, false);
        group.await(List.of(victim));
        ProcessFaults.pause(step.millis());
        group.kill(victim);
        group.start(victim, true);
    }

    private static void flipByte(Path data) throws IOException {
        Optional<Path> largest;
        try (Stream<Path> files = Files.walk(data)) {
            largest = files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length()));
        }
        if (largest.isPresent()) {
            try (RandomAccessFile file = new RandomAccessFile(largest.get().toFile(), "rw")) {
                long at = file.length() / 2;
                file.seek(at);
                int was = file.read();
                file.seek(at);
                file.write(was ^ 1);
            }
        }
    }

    private static void clear(Path data) throws IOException {
        try (Stream<Path> tree = Files.walk(data)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(data)) {
                    Files.delete(path);
                }
            }
        }
    }
}
