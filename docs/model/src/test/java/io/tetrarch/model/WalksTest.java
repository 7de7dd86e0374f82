package io.tetrarch.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.simulator.conformance.Replay;
import io.tetrarch.simulator.conformance.Tally;
import io.tetrarch.simulator.conformance.Walk;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random walks through the model, done again by the core step by step: neither may drift from the other. */
class WalksTest {
    private static final int WALKS = 1000;
    private static final int DEPTH = 45;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"traces-short, 1", "traces-long, 2"})
    void theCoreDoesWhatTheModelDoes(String configuration, int checkpointInterval)
            throws IOException, InterruptedException {
        for (Path old : files(configuration)) {
            Files.delete(old);
        }
        TlcRun run = TlcRun.walks("Traces", configuration, WALKS, DEPTH, Long.getLong("model.seed", 1));
        assertThat(run.exitCode()).as(run.output()).isEqualTo(TlcRun.COMPLETE);

        Tally tally = new Tally();
        for (Path file : files(configuration)) {
            Walk walk = Walk.ofTlc(file.toString(), checkpointInterval, Files.readString(file));
            Optional<String> difference = Replay.difference(List.of(walk), tally);
            assertThat(difference).isEmpty();
            Files.delete(file);
        }
        assertThat(tally.of("walks")).as("%s", tally).isEqualTo(WALKS);
        assertThat(Replay.TO_BE_SEEN)
                .allSatisfy(what ->
                        assertThat(tally.of(what)).as("%s in %s", what, tally).isGreaterThanOrEqualTo(WALKS / 50));
        Files.writeString(TlcRun.folder(configuration).resolve("tally.txt"), tally + "\n");
    }

    private static List<Path> files(String configuration) throws IOException {
        Path folder = Files.createDirectories(TlcRun.folder(configuration));
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> walks = Files.newDirectoryStream(folder, "walk*")) {
            walks.forEach(files::add);
        }
        files.sort(null);
        return files;
    }
}
