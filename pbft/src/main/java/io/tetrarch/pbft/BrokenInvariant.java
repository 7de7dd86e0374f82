package io.tetrarch.pbft;

/**
 * Something happened that cannot happen with at most f faulty replicas and a correct program. The replica must halt: it
 * signs nothing more.
 */
public final class BrokenInvariant extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;
    private final String found;

    /** @param found what was found instead, with the values; nothing of an action */
    public BrokenInvariant(Invariant invariant, String found) {
        super(found + " (" + invariant.id() + ": " + invariant.sentence() + ")");
        this.invariant = invariant;
        this.found = found;
    }

    /** What does not hold any more. */
    public Invariant invariant() {
        return invariant;
    }

    /** What was found instead. */
    public String found() {
        return found;
    }
}
