package io.tetrarch.simulator.guide;

import io.tetrarch.simulator.Kits;
import io.tetrarch.simulator.world.Faults;
import io.tetrarch.simulator.world.World;
import java.util.BitSet;

/** Runs genomes one after the other, and sees what each reaches. */
final class SeedRuns {
    private final Kits kits = new Kits();

    /** A run that is over, and the triples it reached. */
    record Covered(World world, BitSet reached) {}

    Covered run(Genome genome) {
        Faults faults = Faults.all();
        Coverage coverage = new Coverage(faults);
        World world = genome.run().run(genome.streams(), faults, coverage, kits);
        return new Covered(world, coverage.reached());
    }
}
