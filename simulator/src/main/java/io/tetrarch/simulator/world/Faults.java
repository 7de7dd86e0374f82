package io.tetrarch.simulator.world;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every fault of a run, numbered in the order in which it was decided; a run can be repeated with some of them left out,
 * which is how it is shrunk. Leaving one out does not shift what is drawn for the others in the same stream.
 */
public final class Faults {
    private final Set<FaultClass> disabled;
    private final BitSet omitted;
    private int decided;
    private int struck;
    private @Nullable FaultClass latest;

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
            latest = fault;
        }
        return strikes;
    }

    /** The kind of the last that happened. */
    public Optional<FaultClass> latest() {
        return Optional.ofNullable(latest);
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
