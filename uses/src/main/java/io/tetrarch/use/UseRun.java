package io.tetrarch.use;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run of a use: gives it a stage, and sees to it that every claim is checked or counted as failed. */
public final class UseRun {
    private final Use use;
    private final Consumer<Transcript.Line> audience;
    private final List<Transcript.Line> lines = new ArrayList<>();
    private final Set<String> unchecked;

    private UseRun(Use use, Consumer<Transcript.Line> audience) {
        this.use = use;
        this.audience = audience;
        this.unchecked = new LinkedHashSet<>(use.claims());
    }

    /**
     * Runs the use in a temporary folder.
     *
     * @param audience told each line as it happens
     * @throws IOException if there can be no such folder
     */
    public static Transcript of(Use use, Consumer<Transcript.Line> audience) throws IOException {
        Path folder = Files.createTempDirectory("tetrarch-use-");
        try {
            return new UseRun(use, audience).run(folder);
        } finally {
            delete(folder);
        }
    }

    private Transcript run(Path folder) {
        String why = "the run ended without checking it";
        try {
            use.play(new Boards(folder));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            why = "the run was interrupted";
        } catch (Exception e) {
            why = "the run ended early: " + e;
        }
        for (String claim : List.copyOf(unchecked)) {
            add(new Transcript.Line.Checked(claim, false, why));
        }
        return new Transcript(use.name(), lines);
    }

    private void add(Transcript.Line line) {
        lines.add(line);
        audience.accept(line);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private final class Boards implements Stage {
        private final Path folder;

        Boards(Path folder) {
            this.folder = folder;
        }

        @Override
        public Path folder() {
            return folder;
        }

        @Override
        public void step(String text) {
            add(new Transcript.Line.Step(text));
        }

        @Override
        public void check(String claim, boolean holds, String seen) {
            if (!unchecked.remove(claim)) {
                throw new IllegalArgumentException(use.name() + " does not claim, or has checked before: " + claim);
            }
            add(new Transcript.Line.Checked(claim, holds, seen));
        }
    }
}
