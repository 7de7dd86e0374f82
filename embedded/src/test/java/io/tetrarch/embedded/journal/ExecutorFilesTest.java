package io.tetrarch.embedded.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.journal.ExecutionJournal.Begun;
import io.tetrarch.client.journal.ExecutionJournal.Hold;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.client.journal.ExecutionJournal.Stage;
import io.tetrarch.crypto.file.Disk;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Shadow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorFilesTest {
    private static final Digest GROUP = digest("group");

    @TempDir
    Path parent;

    private static Digest digest(String of) {
        return Hash.sha3(of.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestId request(long number) {
        return new RequestId(digest("client"), number);
    }

    private static Begun begun(long number) {
        Optional<Shadow> shadow =
                number % 2 == 0 ? Optional.of(new Shadow("careful", Outcome.DENIED)) : Optional.empty();
        return new Begun(
                new Receipt.Warrant(request(number), digest("request"), digest("action " + number), shadow), number);
    }

    private static Receipt receipt(long number) {
        return new Receipt(
                begun(number).warrant(),
                new Receipt.Ending.Exited(3),
                Receipt.Output.NONE,
                new Receipt.Span(number, number + 5));
    }

    /** Runs that are lost, ended and filed, as an earlier build wrote them down. */
    private static void keepAsBefore(Path folder, long... numbers) throws IOException {
        try (RocksJournal journal = RocksJournal.open(folder.resolve("executor"), folder.resolve("running"))) {
            for (long number : numbers) {
                journal.begin(begun(number)).orElseThrow().close();
                if (number % 3 > 0) {
                    journal.end(receipt(number));
                }
                if (number % 3 > 1) {
                    journal.file(request(number), 100 + number);
                }
            }
        }
    }

    private static Stage expected(long number) {
        return switch ((int) (number % 3)) {
            case 0 -> new Stage.Lost();
            case 1 -> new Stage.Ended(receipt(number));
            default -> new Stage.Filed(receipt(number), 100 + number);
        };
    }

    private static void check(ExecutionJournal journal, long... numbers) throws IOException {
        for (long number : numbers) {
            assertThat(journal.find(request(number))).contains(new Run(begun(number), expected(number)));
            assertThat(journal.begin(begun(number))).isEmpty();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var found = Files.list(folder)) {
            return found.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anEarlierJournalIsTakenOverOnce() throws IOException {
        keepAsBefore(parent, 1, 2, 3);
        ExecutorFiles files = new ExecutorFiles(parent, GROUP);
        assertThat(files.takeOver()).contains("3 used requests of an earlier build stand in executor.log now");
        assertThat(files.takeOver()).isEmpty();
        try (ExecutionJournal journal = files.open()) {
            check(journal, 1, 2, 3);
            assertThat(journal.unfiled()).hasSize(2);
        }
        assertThat(names(parent)).containsExactly("executor", "executor.log", "executor.log.lock", "running");
        assertThat(files.takeOver()).isEmpty();
    }

    /** As a process that is killed there does nothing more. */
    @Test
    void cutShortAnywhereItIsDoneAgainAndNothingIsForgotten() throws IOException {
        boolean failed = true;
        int operation = 0;
        while (failed) {
            operation++;
            Path folder = Files.createDirectory(parent.resolve("at-" + operation));
            keepAsBefore(folder, 1, 2, 3);
            try (ExecutionJournal journal = new ExecutorFiles(new FailingDisk(operation), folder, GROUP).open()) {
                check(journal, 1, 2, 3);
                failed = false;
            } catch (IOException expected) {
                assertThat(expected).hasMessage("killed");
            }
            try (ExecutorFiles.Reading reading = new ExecutorFiles(folder, GROUP).openForReading()) {
                for (long number = 1; number <= 3; number++) {
                    assertThat(reading.find(request(number)))
                            .as("operation " + operation)
                            .contains(new Run(begun(number), expected(number)));
                }
            }
            try (ExecutionJournal journal = new ExecutorFiles(folder, GROUP).open()) {
                check(journal, 1, 2, 3);
            }
            assertThat(names(folder)).containsExactly("executor", "executor.log", "executor.log.lock", "running");
        }
        assertThat(operation).as("it has many operations to be killed at").isGreaterThan(15);
    }

    @Test
    void whatAnEarlierBuildBeganInBetweenIsTakenOverToo() throws IOException {
        ExecutorFiles files = new ExecutorFiles(parent, GROUP);
        try (ExecutionJournal journal = files.open()) {
            Hold hold = journal.begin(begun(5)).orElseThrow();
            hold.close();
            journal.end(receipt(5));
            journal.file(request(5), 105);
        }
        assertThatThrownBy(() -> keepAsBefore(parent, 5))
                .as("an earlier build does not pass the barrier")
                .isInstanceOf(IOException.class);
        Files.delete(parent.resolve("executor"));
        keepAsBefore(parent, 1, 6);
        assertThat(files.takeOver()).isPresent();
        try (ExecutionJournal journal = files.open()) {
            check(journal, 1, 5, 6);
        }
    }

    @Test
    void aJournalThatIsGoneIsMissed() throws IOException {
        ExecutorFiles files = new ExecutorFiles(parent, GROUP);
        files.open().close();
        Files.delete(parent.resolve("executor.log"));
        assertThatThrownBy(files::open)
                .hasMessage(parent.resolve("executor.log")
                        + " is missing: without it something could be run a second time; put it back, or"
                        + " 'tetrarch repair --journal' begins another, for which nothing approved before may run");
    }

    @Test
    void aDatabaseOfWhichPartIsGoneIsRefusedAndAnEmptyFolderIsNot() throws IOException {
        Path earlier = Files.createDirectory(parent.resolve("executor"));
        Files.writeString(earlier.resolve("000004.log"), "data");
        ExecutorFiles files = new ExecutorFiles(parent, GROUP);
        assertThatThrownBy(files::open)
                .hasMessage(earlier + " is damaged: it has 000004.log but not CURRENT, so what was run is unknown");
        Files.delete(earlier.resolve("000004.log"));
        files.open().close();
        assertThat(earlier).isRegularFile();
    }

    @Test
    void aRunThatAnEarlierBuildIsAtGoesOn() throws IOException {
        Hold hold;
        try (RocksJournal journal = RocksJournal.open(parent.resolve("executor"), parent.resolve("running"))) {
            hold = journal.begin(begun(1)).orElseThrow();
        }
        try (ExecutionJournal journal = new ExecutorFiles(parent, GROUP).open()) {
            assertThat(journal.find(request(1)).orElseThrow().stage()).isEqualTo(new Stage.Running());
            hold.ended(receipt(1));
            hold.close();
            assertThat(journal.find(request(1)).orElseThrow().stage()).isEqualTo(new Stage.Ended(receipt(1)));
        }
    }

    /** This machine's disk, as far as a process gets before it is killed. */
    private static final class FailingDisk implements Disk {
        private final Disk real = Disk.system();
        private final int killedAt;
        private int operations;

        FailingDisk(int killedAt) {
            this.killedAt = killedAt;
        }

        private void count() throws IOException {
            operations++;
            if (operations >= killedAt) {
                throw new IOException("killed");
            }
        }

        @Override
        public OpenFile open(Path file) throws IOException {
            count();
            return new FailingFile(real.open(file));
        }

        @Override
        public OpenFile openForReading(Path file) throws IOException {
            return real.openForReading(file);
        }

        @Override
        public boolean exists(Path file) throws IOException {
            return real.exists(file);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            count();
            real.move(from, to);
        }

        @Override
        public void delete(Path file) throws IOException {
            count();
            real.delete(file);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            count();
            real.syncFolder(folder);
        }

        private final class FailingFile implements OpenFile {
            private final OpenFile real;

            FailingFile(OpenFile real) {
                this.real = real;
            }

            @Override
            public long length() throws IOException {
                return real.length();
            }

            @Override
            public byte[] read(long offset, int bytes) throws IOException {
                return real.read(offset, bytes);
            }

            /** Half of it is written by a process that is killed. */
            @Override
            public void write(long offset, byte[] bytes) throws IOException {
                real.write(offset, Arrays.copyOf(bytes, bytes.length / 2));
                count();
                real.write(offset, bytes);
            }

            @Override
            public void truncate(long length) throws IOException {
                count();
                real.truncate(length);
            }

            @Override
            public void sync() throws IOException {
                count();
                real.sync();
            }

            @Override
            public void syncInPlace() throws IOException {
                count();
                real.syncInPlace();
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        }
    }
}
