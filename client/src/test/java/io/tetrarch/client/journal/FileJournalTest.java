package io.tetrarch.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.journal.ExecutionJournal.Hold;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.client.journal.ExecutionJournal.Stage;
import io.tetrarch.proof.receipt.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("burns.log");
    }

    private FileJournal open() throws IOException {
        return FileJournal.open(folder, Runs.GROUP);
    }

    private static boolean begin(ExecutionJournal journal, long number) throws IOException {
        Optional<Hold> hold = journal.begin(Runs.begun(number));
        if (hold.isPresent()) {
            hold.get().close();
        }
        return hold.isPresent();
    }

    private static Stage stage(ExecutionJournal journal, long number) throws IOException {
        Run run = journal.find(Runs.request(number)).orElseThrow();
        assertThat(run.begun()).isEqualTo(Runs.begun(number));
        return run.stage();
    }

    @Test
    void eachStageOutlivesTheProcess() throws IOException {
        try (FileJournal journal = open()) {
            for (long number = 1; number <= 4; number++) {
                assertThat(begin(journal, number)).isTrue();
            }
            for (long number = 2; number <= 4; number++) {
                journal.end(Runs.receipt(number));
            }
            journal.file(Runs.request(3), 70);
            journal.file(Runs.request(4), 71);
        }
        try (FileJournal journal = open()) {
            for (long number = 1; number <= 4; number++) {
                assertThat(begin(journal, number)).isFalse();
            }
            assertThat(stage(journal, 1)).isEqualTo(new Stage.Lost());
            assertThat(stage(journal, 2)).isEqualTo(new Stage.Ended(Runs.receipt(2)));
            assertThat(stage(journal, 3)).isEqualTo(new Stage.Filed(Runs.receipt(3), 70));
            assertThat(stage(journal, 4)).isEqualTo(new Stage.Filed(Runs.receipt(4), 71));
            assertThat(journal.unfiled())
                    .extracting(run -> run.begun().request().number())
                    .containsExactly(1L, 2L);
            assertThat(journal.find(Runs.request(5))).isEmpty();
        }
    }

    @Test
    void aRunGoesOnWhileItsHoldIsOpenAlsoForTheNextJournal() throws IOException {
        Hold hold;
        try (FileJournal journal = open()) {
            hold = journal.begin(Runs.begun(1)).orElseThrow();
        }
        try (FileJournal journal = open()) {
            assertThat(stage(journal, 1)).isEqualTo(new Stage.Running());
            journal.file(Runs.request(1), 3);
            assertThat(stage(journal, 1)).isEqualTo(new Stage.Running());
            hold.ended(Runs.receipt(1));
            hold.close();
            assertThat(stage(journal, 1)).isEqualTo(new Stage.Ended(Runs.receipt(1)));
            journal.file(Runs.request(1), 3);
            assertThat(stage(journal, 1)).isEqualTo(new Stage.Filed(Runs.receipt(1), 3));
        }
    }

    /** So that all who end at once are made durable by one sync; beside the journal each would need its own. */
    @Test
    void anEndStandsInTheJournalAsLongAsThatIsOpen() throws IOException {
        try (FileJournal journal = open()) {
            Hold hold = journal.begin(Runs.begun(1)).orElseThrow();
            hold.ended(Runs.receipt(1));
            assertThat(stage(journal, 1)).isEqualTo(new Stage.Ended(Runs.receipt(1)));
            hold.close();
        }
        try (Stream<Path> marks = Files.list(folder.resolve("running"))) {
            for (Path mark : marks.toList()) {
                assertThat(mark).isEmptyFile();
                Files.delete(mark);
            }
        }
        try (FileJournal journal = open()) {
            assertThat(stage(journal, 1)).isEqualTo(new Stage.Ended(Runs.receipt(1)));
        }
    }

    @Test
    void anEndCutOffAtAnyByteIsDroppedAndNothingElse() throws IOException {
        long before;
        try (FileJournal journal = open()) {
            begin(journal, 1);
            before = Files.size(file());
            begin(journal, 2);
        }
        byte[] whole = Files.readAllBytes(file());
        for (int length = (int) before; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (FileJournal journal = open()) {
                assertThat(Files.size(file())).as("cut off at " + length).isEqualTo(before);
                assertThat(begin(journal, 1)).isFalse();
                assertThat(begin(journal, 2)).as("cut off at " + length).isTrue();
            }
            assertThat(Files.readAllBytes(file())).isEqualTo(whole);
        }
    }

    @Test
    void sectorsThatWereNeverWrittenAreAnEndCutOff() throws IOException {
        long before;
        try (FileJournal journal = open()) {
            begin(journal, 1);
            before = Files.size(file());
            begin(journal, 2);
        }
        byte[] torn = Files.readAllBytes(file());
        Arrays.fill(torn, (int) before, torn.length, (byte) 0);
        Files.write(file(), torn);
        try (FileJournal journal = open()) {
            assertThat(begin(journal, 1)).isFalse();
            assertThat(Files.size(file())).isEqualTo(before);
        }
    }

    @Test
    void rotAtAnyByteIsRefusedAndNothingIsCutOff() throws IOException {
        try (FileJournal journal = open()) {
            begin(journal, 1);
            begin(journal, 2);
            journal.end(Runs.receipt(1));
        }
        byte[] whole = Files.readAllBytes(file());
        for (int at = 0; at < whole.length; at++) {
            byte[] rotten = whole.clone();
            rotten[at] ^= 0x10;
            Files.write(file(), rotten);
            assertThatThrownBy(this::open)
                    .as("byte " + at)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file().toString())
                    .message()
                    .hasLineCount(1);
            assertThat(Files.readAllBytes(file())).isEqualTo(rotten);
        }
    }

    @Test
    void aRecordThatRotsWhileTheJournalIsOpenIsRefusedWhenItIsLookedUp() throws IOException {
        try (FileJournal journal = open()) {
            begin(journal, 1);
            byte[] rotten = Files.readAllBytes(file());
            for (int at = RecordFrame.FILE_HEADER; at < rotten.length; at++) {
                rotten[at] ^= 0x10;
                Files.write(file(), rotten);
                assertThatThrownBy(() -> journal.find(Runs.request(1)))
                        .as("byte " + at)
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith(file() + " is damaged at byte " + RecordFrame.FILE_HEADER);
                rotten[at] ^= 0x10;
            }
            Files.write(file(), rotten);
            assertThat(stage(journal, 1)).isEqualTo(new Stage.Lost());
        }
    }

    @Test
    void whatIsNoJournalOfThisGroupIsRefusedInOneLine() throws IOException {
        Files.writeString(file(), "a note of mine that is long enough to be a header of a journal");
        assertThatThrownBy(this::open).hasMessage(file() + " is no journal of runs");
        Files.writeString(file(), "");
        assertThatThrownBy(this::open).hasMessage(file() + " is no journal of runs");
        Files.delete(file());
        FileJournal.open(folder, Runs.digest("another")).close();
        assertThatThrownBy(this::open)
                .hasMessage(file() + " is of group " + Runs.digest("another").abbreviated() + ", not of "
                        + Runs.GROUP.abbreviated());
        byte[] later = RecordFrame.fileHeader(Runs.GROUP);
        later[11] = 2;
        Files.write(file(), later);
        assertThatThrownBy(this::open)
                .hasMessage(file() + " is a journal of version 2, and this program reads version 1");
    }

    /** That this process is refused a second time must not let go what it has. */
    @Test
    void itIsOpenOnceWhoeverAsks() throws Exception {
        try (FileJournal journal = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(InUseException.class)
                    .hasMessage(file() + " is in use by this process already");
            assertThat(openElsewhere()).isEqualTo(file() + " is in use by another process");
            assertThat(begin(journal, 1)).isTrue();
        }
        assertThat(openElsewhere()).isEqualTo("opened");
        open().close();
    }

    private String openElsewhere() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpeningProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    @Test
    void anInterruptedCallerBurnsAndLeavesTheJournalToTheOthers() throws IOException {
        try (FileJournal journal = open()) {
            Thread.currentThread().interrupt();
            Hold hold = journal.begin(Runs.begun(1)).orElseThrow();
            hold.ended(Runs.receipt(1));
            hold.close();
            journal.end(Runs.receipt(1));
            journal.file(Runs.request(1), 9);
            assertThat(Thread.interrupted())
                    .as("it is still for the caller to see")
                    .isTrue();
            assertThat(begin(journal, 2)).isTrue();
        }
        try (FileJournal journal = open()) {
            assertThat(stage(journal, 1)).isEqualTo(new Stage.Filed(Runs.receipt(1), 9));
            assertThat(begin(journal, 2)).isFalse();
        }
    }

    @Test
    void aJournalIsMadeByAnInterruptedCallerToo() throws IOException {
        Thread.currentThread().interrupt();
        open().close();
        assertThat(Thread.interrupted()).isTrue();
        open().close();
    }

    @Test
    void ofManyWhoBurnAtOnceEachRequestHasOneWinner() throws Exception {
        List<Long> won = burnAtOnce(8, 50);
        assertThat(won)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 50).boxed().toList());
        try (FileJournal journal = open()) {
            for (long number = 0; number < 50; number++) {
                assertThat(begin(journal, number)).isFalse();
            }
        }
    }

    private List<Long> burnAtOnce(int threads, int requests) throws Exception {
        ConcurrentLinkedQueue<Long> won = new ConcurrentLinkedQueue<>();
        CountDownLatch ready = new CountDownLatch(threads);
        try (FileJournal journal = open()) {
            List<Thread> burning = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                burning.add(Thread.ofPlatform().start(() -> {
                    try {
                        ready.countDown();
                        ready.await();
                        for (long number = 0; number < requests; number++) {
                            if (begin(journal, number)) {
                                won.add(number);
                            }
                        }
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            for (Thread each : burning) {
                each.join();
            }
        }
        return List.copyOf(won);
    }

    @Test
    void lookedAtItIsNotChanged() throws IOException {
        try (FileJournal journal = open()) {
            begin(journal, 1);
        }
        byte[] whole = Files.readAllBytes(file());
        byte[] torn = Arrays.copyOf(whole, whole.length + 5);
        Files.write(file(), torn);
        try (FileJournal journal = FileJournal.openForReading(file(), folder.resolve("running"), Runs.GROUP)) {
            assertThat(stage(journal, 1)).isEqualTo(new Stage.Lost());
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(torn);
    }

    @Test
    void aReceiptOfAnotherRunIsRefused() throws IOException {
        try (FileJournal journal = open()) {
            begin(journal, 1);
            var other = Runs.receipt(1);
            assertThatThrownBy(() -> journal.end(
                            new Receipt(other.warrant(), other.ending(), other.output(), new Receipt.Span(5, 6))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the receipt is of another run than the one that request 1 allowed");
        }
    }
}
