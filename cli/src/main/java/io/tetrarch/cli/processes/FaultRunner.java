package io.tetrarch.cli.processes;

import io.tetrarch.bench.torture.Fault;
import io.tetrarch.bench.torture.FaultPlan;
import io.tetrarch.bench.torture.LinkState;
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

/** Does to the processes what a plan says, and mends it again. For one thread. */
final class FaultRunner {
    /** Beyond the view timeout, so that one who leads is left. */
    private static final long SILENT_MILLIS = 4_000;

    private static final int TIMES = 6;
    private static final long SHORT_MILLIS = 250;
    private static final long SLOW_MILLIS = 120;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration FULL_PATIENCE = Duration.ofSeconds(15);

    private final TortureGroup group;

    FaultRunner(TortureGroup group) {
        this.group = group;
    }

    /** Comes back when it is over; what it found broken, in a line. */
    Optional<String> run(FaultPlan.Step step) throws Failure, IOException, InterruptedException {
        int victim = step.victim();
        switch (step.fault()) {
            case KILL -> {
                group.kill(victim);
                pause(step.millis());
                group.start(victim, false);
            }
            case STOP -> {
                group.node(victim).signal("STOP");
                pause(step.millis() + SILENT_MILLIS);
                group.node(victim).signal("CONT");
            }
            case RESTART_STORM -> {
                for (int replica : group.honest()) {
                    group.stop(replica);
                    group.start(replica, false);
                }
            }
            case CUT -> cut(victim, step.other(), step.millis() + SILENT_MILLIS);
            case ONE_WAY -> {
                group.relay().set(victim, step.other(), LinkState.ONE_WAY);
                group.relay().set(step.other(), victim, new LinkState(true, false, 0));
                pause(step.millis() + SILENT_MILLIS);
            }
            case ISOLATED -> around(victim, LinkState.CUT, step.millis() + SILENT_MILLIS);
            case DELAYED -> around(victim, LinkState.delayed(SLOW_MILLIS), step.millis());
            case FLAPPING -> {
                for (int i = 0; i < TIMES; i++) {
                    cut(victim, step.other(), SHORT_MILLIS);
                    pause(SHORT_MILLIS);
                }
            }
            case RESET -> {
                for (int i = 0; i < TIMES; i++) {
                    group.relay().reset(victim, step.other());
                    pause(SHORT_MILLIS);
                }
            }
            case DISK_FULL -> {
                return diskFull();
            }
            case CORRUPTED -> corrupted(step.millis());
        }
        group.relay().heal();
        return Optional.empty();
    }

    private static void pause(long millis) throws InterruptedException {
        Poll.every(Duration.ofMillis(millis)).pause();
    }

    private void cut(int one, int other, long millis) throws InterruptedException {
        group.relay().set(one, other, LinkState.CUT);
        group.relay().set(other, one, LinkState.CUT);
        pause(millis);
        group.relay().heal();
    }

    private void around(int victim, LinkState state, long millis) throws InterruptedException {
        for (int other = 0; other < TortureGroup.REPLICAS; other++) {
            group.relay().set(victim, other, state);
            group.relay().set(other, victim, state);
        }
        pause(millis);
    }

    /** It stops at once and says why, and goes on when there is room. */
    private Optional<String> diskFull() throws IOException, InterruptedException {
        int victim = group.ofDisk();
        SmallDisk disk = group.disk().orElseThrow();
        disk.fill();
        Poll poll = Poll.every(LOOK);
        while (group.node(victim).find().isPresent() && !poll.hasLasted(FULL_PATIENCE)) {
            poll.pause();
        }
        Optional<String> broken = Optional.empty();
        if (group.node(victim).find().isPresent()) {
            broken = Optional.of("replica " + group.name(victim) + " goes on with a full disk");
            group.kill(victim);
        } else if (group.node(victim).lastLines(TIMES).stream().noneMatch(line -> line.contains("o space left"))) {
            broken = Optional.of("replica " + group.name(victim) + " ended with a full disk, and did not say so: "
                    + group.node(victim).lastLines(1));
        }
        group.ended(victim);
        disk.free();
        group.start(victim, false);
        return broken;
    }

    /**
     * The seat that lies is the one that may lose what it signed. Its honest build refuses the store, or comes up if the byte
     * means nothing; without any store it learns, and then it lies again.
     */
    private void corrupted(long millis) throws Failure, IOException, InterruptedException {
        int victim = group.traitor();
        group.kill(victim);
        flipByte(group.data(victim));
        group.start(victim, false);
        pause(millis);
        group.kill(victim);
        clear(group.data(victim));
        group.start(victim, false);
        group.await(List.of(victim));
        pause(millis);
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

    /** What this machine allows. */
    List<Fault> possible() {
        return Stream.of(Fault.values())
                .filter(fault -> fault != Fault.DISK_FULL || group.disk().isPresent())
                .toList();
    }
}
