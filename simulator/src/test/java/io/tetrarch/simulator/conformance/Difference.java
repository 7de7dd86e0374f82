package io.tetrarch.simulator.conformance;

/** The core did something else than the model. */
final class Difference extends RuntimeException {
    private static final long serialVersionUID = 1;

    Difference(String what) {
        super(what);
    }

    /** @param expected what the model says, compared by {@code equals} */
    static void unless(Object expected, Object found, String what) {
        if (!expected.equals(found)) {
            throw new Difference(what + ": the model says " + expected + ", the core " + found);
        }
    }
}
