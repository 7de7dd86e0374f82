package io.tetrarch.simulator.guide;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs that reach what no other before them does, one a line; a line that begins with # is a remark. */
public record Corpus(List<Genome> genomes) {
    public Corpus {
        genomes = List.copyOf(genomes);
    }

    /** The one that is kept with the simulator. */
    public static Corpus kept() {
        try (InputStream in = Corpus.class.getResourceAsStream("corpus.txt")) {
            return in == null ? new Corpus(List.of()) : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("a resource of our own cannot be read: corpus.txt", e);
        }
    }

    /** @throws IllegalArgumentException that says which line is wrong, and how */
    public static Corpus parse(String text) {
        List<Genome> genomes = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            try {
                genomes.add(Genome.parse(lines.get(i)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new Corpus(genomes);
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("# seed, replicas, profile, Byzantine replicas, streams of other seeds\n");
        genomes.forEach(each -> text.append(each).append('\n'));
        return text.toString();
    }
}
