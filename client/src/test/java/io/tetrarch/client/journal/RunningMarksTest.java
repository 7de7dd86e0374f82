package io.tetrarch.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.journal.ExecutionJournal.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningMarksTest {
    @TempDir
    Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("running"))) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private RunningMarks marks() {
        return new RunningMarks(folder.resolve("running"));
    }

    @Test
    void theFileThatOneRunGivesBackIsLockedForTheNext() throws IOException {
        RunningMarks marks = marks();
        marks.mark(Runs.request(1)).giveBack();
        List<String> kept = files();
        assertThat(kept).singleElement().asString().startsWith("idle-");
        assertThat(marks.isHeld(Runs.request(1))).isFalse();

        RunningMarks.Held second = marks.mark(Runs.request(2));

        assertThat(files()).singleElement().isNotEqualTo(kept.getFirst());
        assertThat(marks().isHeld(Runs.request(2))).isTrue();
        assertThat(marks.isHeld(Runs.request(1))).isFalse();
        second.close();
        assertThat(marks().isHeld(Runs.request(2))).isFalse();
    }

    @Test
    void aReceiptThatItTookIsNotGivenToAnotherRun() throws IOException {
        RunningMarks marks = marks();
        RunningMarks.Held first = marks.mark(Runs.request(1));
        first.ended(Runs.receipt(1));
        first.close();

        marks.mark(Runs.request(2)).giveBack();
        try (RunningMarks.Held third = marks.mark(Runs.request(3))) {
            assertThat(marks.receipt(Runs.request(3))).isEmpty();
            assertThat(marks.receipt(Runs.request(1))).contains(Runs.receipt(1));
            assertThat(files()).hasSize(2);
            assertThat(third).isNotNull();
        }
    }

    @Test
    void aJournalThatIsClosedLeavesOnlyTheMarksOfWhatStillRuns() throws IOException {
        ExecutionJournal.Hold runs;
        try (FileJournal journal = FileJournal.open(folder, Runs.GROUP)) {
            List<ExecutionJournal.Hold> holds = new ArrayList<>();
            for (long number = 0; number < 3; number++) {
                holds.add(journal.begin(Runs.begun(number)).orElseThrow());
            }
            runs = holds.removeLast();
            for (int i = 0; i < holds.size(); i++) {
                holds.get(i).ended(Runs.receipt(i));
                holds.get(i).close();
            }
            assertThat(files()).hasSize(3);
        }
        assertThat(files()).singleElement().asString().endsWith("-2");

        // its end comes after the journal was closed, so the mark takes the receipt
        runs.ended(Runs.receipt(2));
        runs.close();
        try (FileJournal journal = FileJournal.open(folder, Runs.GROUP)) {
            assertThat(journal.find(Runs.request(2)).orElseThrow().stage()).isEqualTo(new Stage.Ended(Runs.receipt(2)));
        }
    }

    @Test
    void whatAKilledProcessKeptIsTakenAway() throws IOException {
        Files.createDirectories(folder.resolve("running"));
        Files.createFile(folder.resolve("running").resolve("idle-7"));
        Files.createFile(folder.resolve("running").resolve("idle-8"));

        FileJournal.open(folder, Runs.GROUP).close();

        assertThat(files()).isEmpty();
    }
}
