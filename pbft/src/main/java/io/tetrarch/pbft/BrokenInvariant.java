package io.tetrarch.pbft;

/**
 * Something happened that cannot happen with at most f faulty replicas and a correct program. The replica must halt: it
 * signs nothing more.
 */
public final class BrokenInvariant extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public BrokenInvariant(String what) {
        super(what);
    }
}
