package io.tetrarch.simulator.guide;

import io.tetrarch.simulator.SeedRun;
import io.tetrarch.simulator.SimulationConfig;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.Profile;
import io.tetrarch.simulator.world.Stream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A run and how it differs from its seed's: some streams draw from other seeds. Everything about it follows from this and
 * the code. One line of text: seed, replicas, profile, number of Byzantine replicas, then {@code stream=seed} for each.
 */
public record Genome(SeedRun run, SortedMap<Stream, Long> streams) {
    public Genome {
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
    }

    static Genome of(SeedRun run) {
        return new Genome(run, new TreeMap<>());
    }

    /** One thing is otherwise: a stream draws from another seed, or as another run does, or the profile changes. */
    Genome mutated(Genome other, Randomness randomness) {
        if (randomness.chance(150)) {
            Profile profile = anyOf(Profile.values(), randomness);
            return new Genome(new SeedRun(run.seed(), run.replicas(), profile, run.byzantine()), streams);
        }
        Stream stream = anyOf(Stream.values(), randomness);
        TreeMap<Stream, Long> changed = new TreeMap<>(streams);
        long fresh = randomness.next() >>> 16;
        changed.put(stream, randomness.chance(500) ? fresh : other.streams.getOrDefault(stream, other.run.seed()));
        return new Genome(run, changed);
    }

    private static <E> E anyOf(E[] all, Randomness randomness) {
        return List.of(all).get(randomness.below(all.length));
    }

    /** @throws IllegalArgumentException if this is no such line */
    static Genome parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length < 4) {
            throw new IllegalArgumentException(
                    "expected seed, replicas, profile and Byzantine replicas, found '" + line + "'");
        }
        TreeMap<Stream, Long> streams = new TreeMap<>();
        for (String word : Arrays.asList(words).subList(4, words.length)) {
            int equals = Math.max(0, word.indexOf('='));
            streams.put(named(Stream.values(), word.substring(0, equals)), Long.parseLong(word.substring(equals + 1)));
        }
        SeedRun run = new SeedRun(
                Long.parseLong(words[0]),
                Integer.parseInt(words[1]),
                named(Profile.values(), words[2]),
                Integer.parseInt(words[3]));
        SimulationConfig config = new SimulationConfig(
                1,
                run.seed(),
                Optional.of(run.replicas()),
                Optional.of(run.profile()),
                Optional.of(run.byzantine()),
                1);
        return new Genome(SeedRun.of(config, run.seed()), streams);
    }

    private static <E extends Enum<E>> E named(E[] all, String label) {
        return Arrays.stream(all)
                .filter(each -> each.name().equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected one of " + Arrays.toString(all) + ", found '" + label + "'"));
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        StringJoiner words = new StringJoiner(" ")
                .add(run.seed() + "")
                .add(run.replicas() + "")
                .add(run.profile().label())
                .add(run.byzantine() + "");
        streams.forEach((stream, seed) -> words.add(stream.label() + "=" + seed));
        return words.toString();
    }
}
