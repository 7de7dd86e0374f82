package io.tetrarch.proof.decision;

import io.tetrarch.proof.rule.CharterBook;
import java.util.List;

/** Tells to which charter amendments lead. */
@FunctionalInterface
interface CharterPath {
    Lead lead(List<DecisionProof.Amendment> amendments);

    /** Where they lead. */
    sealed interface Lead {
        /** @param book whose last charter is the one that they lead to */
        record To(CharterBook book) implements Lead {}

        /** @param problem which of them is not good, and why */
        record Nowhere(String problem) implements Lead {}
    }
}
