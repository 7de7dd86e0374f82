package io.tetrarch.simulator;

import io.tetrarch.simulator.check.Violation;

/** A seed whose run violated a property, and what repeats it. */
public record Failure(SeedRun run, Violation violation) {
    @Override
    public String toString() {
        return "seed " + run.seed() + " (" + run.replicas() + " replicas, "
                + run.profile().label() + ", " + run.byzantine() + " Byzantine): " + violation;
    }
}
