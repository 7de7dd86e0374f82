package io.tetrarch.simulator.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.simulator.SimulationConfig;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuidedSearchTest {
    /** Of the kept corpus every so many runs are done in the gate; all of them by the command. */
    private static final int SAMPLED_EVERY = 16;

    @Test
    void aSearchIsTheSameEveryTimeAndWhatItKeepsReachesWhatItReached() {
        GuidedSearch.Result once = search();

        assertThat(once.violations()).isEmpty();
        assertThat(once.corpus().genomes())
                .isNotEmpty()
                .anySatisfy(genome -> assertThat(genome.streams()).isNotEmpty());
        assertThat(search()).isEqualTo(once);
        Corpus read = Corpus.parse(once.corpus().toString());
        assertThat(read).isEqualTo(once.corpus());
        assertThat(GuidedSearch.replay(read).reached()).isEqualTo(once.reached());
    }

    private static GuidedSearch.Result search() {
        return GuidedSearch.run(new Corpus(List.of()), SimulationConfig.mixed(40, 1), done -> {});
    }

    @Test
    void theRunsOfTheKeptCorpusAreCleanAndEachReachesSomething() {
        List<Genome> all = Corpus.kept().genomes();
        Corpus sample = new Corpus(IntStream.range(0, all.size())
                .filter(i -> i % SAMPLED_EVERY == 0)
                .mapToObj(all::get)
                .toList());

        GuidedSearch.Result result = GuidedSearch.replay(sample);

        assertThat(sample.genomes()).hasSizeGreaterThan(10);
        assertThat(result.violations()).isEmpty();
        assertThat(result.reached()).isGreaterThan(500);
    }

    @Test
    void whatIsWrongWithACorpusIsSaidWithItsLine() {
        assertThatThrownBy(() -> Corpus.parse("# a remark\n1 4 calm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: expected seed");
        assertThatThrownBy(() -> Corpus.parse("1 5 calm 0")).hasMessageContaining("3f+1");
        assertThatThrownBy(() -> Corpus.parse("1 4 sunny 0")).hasMessageContaining("CALM");
        assertThatThrownBy(() -> Corpus.parse("1 4 calm 0 wind=3")).hasMessageContaining("WEATHER");
    }
}
