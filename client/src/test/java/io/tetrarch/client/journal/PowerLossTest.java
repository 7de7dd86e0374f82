package io.tetrarch.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.journal.ExecutionJournal.Hold;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.client.journal.ExecutionJournal.Stage;
import io.tetrarch.crypto.file.Disk;
import io.tetrarch.crypto.file.Power.Loss;
import io.tetrarch.crypto.file.VolatileDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power goes at every operation of a journal's, in turn: what it said to be durable is there when it is back. */
class PowerLossTest {
    private static final int RUNS = 4;

    @TempDir
    Path parent;

    private final Map<Long, Integer> acknowledged = new TreeMap<>();

    private Path file(Path folder) {
        return folder.resolve("burns.log");
    }

    private FileJournal open(VolatileDisk disk, Path folder) throws IOException {
        return open(disk, folder, Long.MAX_VALUE);
    }

    private FileJournal open(VolatileDisk disk, Path folder, long worthwhileBytes) throws IOException {
        return FileJournal.open(
                disk, file(folder), new RunningMarks(folder.resolve("running")), Runs.GROUP, worthwhileBytes);
    }

    private long length(VolatileDisk disk, Path folder) throws IOException {
        try (Disk.OpenFile file = disk.openForReading(file(folder))) {
            return file.length();
        }
    }

    private void begin(FileJournal journal, long number) throws IOException {
        Optional<Hold> hold = journal.begin(Runs.begun(number));
        assertThat(hold).isPresent();
        hold.get().close();
        acknowledged.put(number, 1);
    }

    /** Each run is taken a stage further than the one after it. */
    private void work(VolatileDisk disk, Path folder) throws IOException {
        try (FileJournal journal = open(disk, folder)) {
            for (long number = 0; number < RUNS; number++) {
                begin(journal, number);
                if (number > 0) {
                    journal.end(Runs.receipt(number - 1));
                    acknowledged.put(number - 1, 2);
                }
                if (number > 1) {
                    // what is filed is known to have ended; that it was filed, the ledger says again
                    journal.file(Runs.request(number - 2), 40 + number);
                    assertThat(reached(journal.find(Runs.request(number - 2)))).isEqualTo(3);
                }
            }
        }
    }

    private static int reached(Optional<Run> run) {
        return run.map(Run::stage).map(PowerLossTest::reached).orElse(0);
    }

    private static int reached(Stage stage) {
        return switch (stage) {
            case Stage.Running running -> 1;
            case Stage.Lost lost -> 1;
            case Stage.Ended ended -> 2;
            case Stage.Filed filed -> 3;
        };
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAcknowledgedIsThere(Loss loss) throws IOException {
        boolean lost = true;
        for (int operation = 1; lost; operation++) {
            Path folder = parent.resolve(loss + "-" + operation);
            VolatileDisk disk = new VolatileDisk();
            disk.power().loseAt(operation);
            acknowledged.clear();
            try {
                work(disk, folder);
                lost = false;
            } catch (IOException expected) {
                assertThat(expected).hasMessageContaining("no power").message().hasLineCount(1);
            }
            check(disk.after(loss), folder, loss + " at " + operation);
        }
        assertThat(acknowledged).containsValues(1, 2);
    }

    private void check(VolatileDisk disk, Path folder, String when) throws IOException {
        try (FileJournal journal = open(disk, folder)) {
            for (Map.Entry<Long, Integer> each : acknowledged.entrySet()) {
                long number = each.getKey();
                assertThat(reached(journal.find(Runs.request(number))))
                        .as(when + ", run " + number)
                        .isGreaterThanOrEqualTo(each.getValue());
                assertThat(journal.begin(Runs.begun(number))).as(when).isEmpty();
            }
            begin(journal, 99);
        }
        try (FileJournal journal = open(disk, folder)) {
            assertThat(journal.begin(Runs.begun(99))).as(when).isEmpty();
        }
    }

    /** Whatever the rewriting had come to, each run is as far as it was. */
    @ParameterizedTest
    @EnumSource
    void aRewrittenFileHasAllThatWasAcknowledgedAndItIsWrittenWhole(Loss loss) throws IOException {
        boolean lost = true;
        int losses = 0;
        for (int operation = 1; lost; operation++) {
            Path folder = parent.resolve(loss + "-rewriting-" + operation);
            VolatileDisk disk = new VolatileDisk();
            acknowledged.clear();
            work(disk, folder);
            long before = length(disk, folder);
            disk.power().loseAt(operation);
            try (FileJournal journal = open(disk, folder, 0)) {
                assertThat(journal.unfiled()).hasSize(2);
                lost = false;
            } catch (IOException expected) {
                assertThat(expected).hasMessageContaining("no power");
                losses++;
            }
            VolatileDisk after = disk.after(loss);
            assertThat(length(after, folder) == before || length(after, folder) < before * 2 / 3)
                    .as("%s at %d: the one or the other, whole", loss, operation)
                    .isTrue();
            check(after, folder, loss + " at " + operation);
        }
        assertThat(losses).isGreaterThan(5);
    }

    @Test
    void onlyAFileOfWhichMostIsOutdatedIsRewrittenAndOnlyAboveTheBound() throws IOException {
        Path folder = parent.resolve("bound");
        VolatileDisk disk = new VolatileDisk();
        work(disk, folder);
        long before = length(disk, folder);
        open(disk, folder, before).close();
        assertThat(length(disk, folder)).as("below the bound").isEqualTo(before);

        open(disk, folder, 0).close();
        long rewritten = length(disk, folder);
        assertThat(rewritten).isLessThan(before * 2 / 3);
        disk.power().loseAt(Integer.MAX_VALUE);
        open(disk, folder, 0).close();
        assertThat(disk.power().calls()).as("nothing in it is outdated").isEqualTo(1);
        assertThat(length(disk, folder)).isEqualTo(rewritten);
    }

    /** Of a takeover there is all or nothing, and it can be done again. */
    @ParameterizedTest
    @EnumSource
    void aTakeoverIsWholeOrToBeDoneAgain(Loss loss) throws IOException {
        boolean lost = true;
        for (int operation = 1; lost; operation++) {
            Path folder = parent.resolve(loss + "-takeover-" + operation);
            VolatileDisk disk = new VolatileDisk();
            acknowledged.clear();
            work(disk, folder);
            disk.power().loseAt(operation);
            try {
                takeOver(disk, folder);
                for (long number = 50; number < 80; number++) {
                    acknowledged.put(number, 2);
                }
                lost = false;
            } catch (IOException expected) {
                assertThat(expected).hasMessageContaining("no power");
            }
            VolatileDisk after = disk.after(loss);
            check(after, folder, loss + " at " + operation);
            takeOver(after, folder);
            for (long number = 50; number < 80; number++) {
                acknowledged.put(number, 2);
            }
            check(after, folder.resolve("again"), folder);
        }
    }

    private void check(VolatileDisk disk, Path marks, Path folder) throws IOException {
        try (FileJournal journal =
                FileJournal.open(disk, file(folder), new RunningMarks(marks), Runs.GROUP, Long.MAX_VALUE)) {
            for (Map.Entry<Long, Integer> each : acknowledged.entrySet()) {
                assertThat(reached(journal.find(Runs.request(each.getKey())))).isGreaterThanOrEqualTo(each.getValue());
            }
        }
    }

    private void takeOver(VolatileDisk disk, Path folder) throws IOException {
        long taken = FileJournal.takeOver(disk, file(folder), Runs.GROUP, taking -> {
            // what is further here than there does not go back
            taking.accept(UsedRequest.begun(Runs.begun(0)));
            for (long number = 50; number < 80; number++) {
                taking.accept(UsedRequest.of(new Run(Runs.begun(number), new Stage.Ended(Runs.receipt(number)))));
            }
        });
        assertThat(taken).isEqualTo(31);
    }
}
