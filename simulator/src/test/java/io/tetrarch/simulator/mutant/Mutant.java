package io.tetrarch.simulator.mutant;

import java.util.List;
import java.util.Optional;

/**
 * One bug, as a change to a source file.
 *
 * @param name for the test report
 * @param seenIn where a real implementation had it
 * @param suite what must kill it
 * @param rule that it breaks
 * @param equivalent why nothing can kill it, if that is so
 */
record Mutant(String name, String seenIn, Suite suite, List<Patch> patches, Rule rule, Optional<String> equivalent) {
    /**
     * @param file below the repository's root
     * @param find stands in the file exactly once
     */
    record Patch(String file, String find, String replacement) {}

    Mutant(String name, String seenIn, Suite suite, List<Patch> patches) {
        this(name, seenIn, suite, patches, Rule.OTHER, Optional.empty());
    }

    Mutant breaking(Rule broken) {
        return new Mutant(name, seenIn, suite, patches, broken, equivalent);
    }

    Mutant equivalentSince(String why) {
        return new Mutant(name, seenIn, suite, patches, rule, Optional.of(why));
    }

    Mutant with(List<Patch> other) {
        return new Mutant(name, seenIn, suite, other, rule, equivalent);
    }

    @Override
    public String toString() {
        return name;
    }
}
