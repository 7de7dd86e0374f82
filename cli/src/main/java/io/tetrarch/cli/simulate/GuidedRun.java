package io.tetrarch.cli.simulate;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.OutputFile;
import io.tetrarch.cli.terminal.Progress;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.simulator.SimulationConfig;
import io.tetrarch.simulator.guide.Corpus;
import io.tetrarch.simulator.guide.Coverage;
import io.tetrarch.simulator.guide.GuidedSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One search led by coverage, from the corpus to the figures. */
final class GuidedRun {
    private static final int SHOWN_FAILURES = 5;

    private final Terminal terminal;
    private final boolean json;

    GuidedRun(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    int run(SimulationConfig config, Optional<String> file) throws Failure {
        Optional<OutputFile> output = file.isPresent() ? Optional.of(OutputFile.at(file.get())) : Optional.empty();
        Corpus begin = output.isPresent() ? read(output.get()) : Corpus.kept();
        GuidedSearch.Result result;
        try (Progress progress = new Progress(terminal.err())) {
            result = GuidedSearch.run(
                    begin, config, done -> progress.show(() -> done + " of " + config.seeds() + " runs"));
        }
        if (output.isPresent()) {
            write(output.get(), result.corpus());
        }
        if (json) {
            terminal.json(json(result));
        } else {
            print(result);
        }
        return result.violations().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static Corpus read(OutputFile file) throws Failure {
        try {
            return Files.exists(file.path()) ? Corpus.parse(Files.readString(file.path())) : new Corpus(List.of());
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(file.path() + ": " + e.getMessage());
        } catch (IOException e) {
            throw Failure.badInput(file.path() + ": cannot be read as text");
        }
    }

    private static void write(OutputFile file, Corpus corpus) throws Failure {
        try {
            file.write(corpus.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failure.badInput(file.path() + ": cannot be written");
        }
    }

    private void print(GuidedSearch.Result result) {
        terminal.out()
                .line(String.format(
                        Locale.ROOT,
                        "%,d runs, %,d steps: %,d triples of state, input and fault reached, %,d of them anew, of %,d"
                                + " that can be written down; %,d runs kept",
                        result.runs(),
                        result.steps(),
                        result.reached(),
                        result.reached() - result.begun(),
                        Coverage.TRIPLES,
                        result.corpus().genomes().size()));
        if (result.violations().isEmpty()) {
            terminal.out().line(terminal.out().paint().good("clean") + ": every property held in every run");
            return;
        }
        terminal.out()
                .line(terminal.out().paint().bad("violated") + ": "
                        + result.violations().size() + " times");
        result.violations().stream().limit(SHOWN_FAILURES).forEach(found -> {
            terminal.out().line("  " + found.violation());
            terminal.out().line("    in the run: " + found.genome());
        });
    }

    private static JsonObject json(GuidedSearch.Result result) {
        return JsonObject.builder()
                .put("runs", result.runs())
                .put("steps", result.steps())
                .put("reached", result.reached())
                .put("reachedBefore", result.begun())
                .put("triples", Coverage.TRIPLES)
                .put("kept", result.corpus().genomes().size())
                .put(
                        "violations",
                        new JsonArray(result.violations().stream()
                                .<JsonValue>map(found -> JsonObject.builder()
                                        .put("run", found.genome().toString())
                                        .put("property", found.violation().property())
                                        .put("what", found.violation().what())
                                        .build())
                                .toList()))
                .build();
    }
}
