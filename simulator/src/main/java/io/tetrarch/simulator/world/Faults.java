package io.tetrarch.simulator.world;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every fault of a run, numbered in the order in which it was decided; a run can be repeated with some of them left out,
 * which is how it is shrunk. Leaving one out does not shift what is drawn for the others in the same stream.
 */
public final class Faults {
    private static final List<Optional<FaultClass>> OF =
            Arrays.stream(FaultClass.values()).map(Optional::of).toList();

    private final Set<FaultClass> disabled;
    private final BitSet omitted;
    private int decided;
    private int struck;
    private Optional<FaultClass> latest = Optional.empty();

    public Faults(Set<FaultClass> disabled, BitSet omitted) {
        this.disabled = disabled.isEmpty() ? EnumSet.noneOf(FaultClass.class) : EnumSet.copyOf(disabled);
        this.omitted = (BitSet) omitted.clone();
    }

    public static Faults all() {
        return new Faults(Set.of(), new BitSet());
    }

    /** Whether the fault that was just drawn happens. */
    boolean strikes(FaultClass fault) {
        int number = decided++;
        boolean strikes = !disabled.contains(fault) && !omitted.get(number);
        if (strikes) {
            struck++;
            latest = OF.get(fault.ordinal());
        }
        return strikes;
    }

    /** The kind of the last that happened. */
    public Optional<FaultClass> latest() {
        return latest;
    }

    /** How many really happened so far. */
    public int struck() {
        return struck;
    }

    /** How many were decided so far, those left out included. */
    public int decided() {
        return decided;
    }
}
