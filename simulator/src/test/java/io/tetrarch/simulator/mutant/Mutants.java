package io.tetrarch.simulator.mutant;

import io.tetrarch.simulator.mutant.Mutant.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The bugs. Where one of them was seen in a real implementation, the place is named. */
final class Mutants {
    static final String PBFT = "pbft/src/main/java/io/tetrarch/pbft/";
    static final String MESSAGE = PBFT + "message/";
    static final String AUTHENTICATION = "crypto/src/main/java/io/tetrarch/crypto/authentication/";

    private Mutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        ForgeryMutants.all(),
                        ProtocolMutants.all(),
                        ArgumentMutants.all(),
                        VerdictMutants.all(),
                        RecoveryMutants.all(),
                        EpochMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The same bug in a core that does not hold itself against its invariants. */
    static Mutant unchecked(Mutant mutant) {
        List<Patch> patches = new ArrayList<>(mutant.patches());
        patches.add(new Patch(
                PBFT + "Replica.java", "        checkRunner.run(() -> invariants.check(", "        List.of("));
        patches.add(new Patch(PBFT + "Replica.java", "state.out.signed()));", "state.out.signed());"));
        return mutant.with(patches);
    }

    static Mutant mutant(String name, String seenIn, Suite suite, String file, String find, String replacement) {
        return new Mutant(name, seenIn, suite, List.of(new Patch(file, find, replacement)));
    }

    static List<Mutant> breaking(Rule rule, List<Mutant> mutants) {
        return mutants.stream().map(mutant -> mutant.breaking(rule)).toList();
    }

    static String lines(String... lines) {
        return String.join("\n", lines);
    }
}
