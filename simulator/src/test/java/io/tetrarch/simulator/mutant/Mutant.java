package io.tetrarch.simulator.mutant;

import java.util.List;

/**
 * One bug, as a change to a source file.
 *
 * @param name for the test report
 * @param seenIn where a real implementation had it
 * @param suite what must kill it
 */
record Mutant(String name, String seenIn, Suite suite, List<Patch> patches) {
    /**
     * @param file below the repository's root
     * @param find stands in the file exactly once
     */
    record Patch(String file, String find, String replacement) {}

    @Override
    public String toString() {
        return name;
    }
}
