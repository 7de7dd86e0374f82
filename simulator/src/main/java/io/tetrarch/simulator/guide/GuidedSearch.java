package io.tetrarch.simulator.guide;

import io.tetrarch.simulator.SeedRun;
import io.tetrarch.simulator.SimulationConfig;
import io.tetrarch.simulator.check.Violation;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.World;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A search led by coverage (as AFL does, and for protocols Mallory, CCS 2023): a run that reaches a new triple is kept, and
 * changed. On one thread, since what is kept depends on what was before; the same arguments give the same search.
 */
public final class GuidedSearch {
    private static final int FRESH_PER_MILLE = 300;

    private final SeedRuns runs = new SeedRuns();
    private final BitSet reached = new BitSet(Coverage.TRIPLES);
    private final List<Genome> kept = new ArrayList<>();
    private final List<Found> violations = new ArrayList<>();
    private long steps;

    private GuidedSearch() {}

    /** A run that violated a property. */
    public record Found(Genome genome, Violation violation) {}

    /**
     * What a search came to.
     *
     * @param corpus the runs kept, those that it began with included where they still reach something of their own
     * @param begun triples that the corpus it began with reaches
     * @param reached triples reached in all
     */
    public record Result(long runs, long steps, Corpus corpus, int begun, int reached, List<Found> violations) {
        public Result {
            violations = List.copyOf(violations);
        }
    }

    /**
     * @param begin replayed first; need not reach anything
     * @param config how many further runs, the first seed of fresh ones, and what they may be; its threads are not used
     */
    public static Result run(Corpus begin, SimulationConfig config, LongConsumer progress) {
        GuidedSearch search = new GuidedSearch();
        begin.genomes().forEach(search::attempt);
        int begun = search.reached.cardinality();
        Randomness randomness = new Randomness(config.firstSeed()).split(99);
        long fresh = config.firstSeed();
        for (long done = 0; done < config.seeds(); done++) {
            if (search.kept.isEmpty() || randomness.chance(FRESH_PER_MILLE)) {
                search.attempt(Genome.of(SeedRun.of(config, fresh++)));
            } else {
                search.attempt(search.anyKept(randomness).mutated(search.anyKept(randomness), randomness));
            }
            if (done % 64 == 0) {
                progress.accept(done);
            }
        }
        return new Result(
                begin.genomes().size() + config.seeds(),
                search.steps,
                new Corpus(search.kept),
                begun,
                search.reached.cardinality(),
                search.violations);
    }

    /** Triples that these runs reach together. */
    public static Result replay(Corpus corpus) {
        GuidedSearch search = new GuidedSearch();
        corpus.genomes().forEach(search::attempt);
        int reached = search.reached.cardinality();
        return new Result(
                corpus.genomes().size(), search.steps, new Corpus(search.kept), reached, reached, search.violations);
    }

    private Genome anyKept(Randomness randomness) {
        return kept.get(randomness.below(kept.size()));
    }

    private void attempt(Genome genome) {
        SeedRuns.Covered covered = runs.run(genome);
        World world = covered.world();
        steps += world.tally().steps();
        Optional<Violation> violation = world.violations().stream().findFirst();
        violation.ifPresent(found -> violations.add(new Found(genome, found)));
        BitSet news = covered.reached();
        news.andNot(reached);
        if (!news.isEmpty() && violation.isEmpty()) {
            reached.or(news);
            kept.add(genome);
        }
    }
}
