package io.tetrarch.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final List<Fault> ALL = Fault.all();

    private static List<FaultPlan.Step> steps(long seed, int count) {
        FaultPlan plan = new FaultPlan(seed, ALL, List.of(0, 2, 3));
        return Stream.generate(plan::next).limit(count).toList();
    }

    @Test
    void theSameSeedMakesTheSamePlan() {
        assertThat(steps(7, 50)).isEqualTo(steps(7, 50));
        assertThat(steps(7, 50)).isNotEqualTo(steps(8, 50));
    }

    @Test
    void faultsAreToldApartByTheirWords() {
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(40).extracting(Fault::word).doesNotHaveDuplicates();
    }

    @Test
    void eachKindComesOnceInARoundAndToHonestReplicasAlone() {
        List<FaultPlan.Step> round = steps(1, ALL.size());

        assertThat(round).extracting(FaultPlan.Step::fault).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(round).allSatisfy(step -> {
            assertThat(step.victim()).isIn(0, 2, 3);
            assertThat(step.other()).isIn(0, 2, 3).isNotEqualTo(step.victim());
        });
    }
}
