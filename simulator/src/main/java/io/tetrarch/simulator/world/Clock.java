package io.tetrarch.simulator.world;

/** A machine's clock, which may be wrong, and its sleep. */
final class Clock {
    private final World world;
    private long offsetMillis;
    private long asleepUntilMillis;

    Clock(World world) {
        this.world = world;
    }

    long wallMillis() {
        return World.EPOCH_MILLIS + world.now() + offsetMillis;
    }

    void set(long offset) {
        offsetMillis = offset;
    }

    void sleep(long untilMillis) {
        asleepUntilMillis = untilMillis;
    }

    boolean sleeps() {
        return asleepUntilMillis > world.now();
    }

    /** False if the machine sleeps: then the deed is done when it wakes. */
    boolean isAwake(Runnable deed) {
        if (!sleeps()) {
            return true;
        }
        world.in(asleepUntilMillis - world.now(), deed);
        return false;
    }
}
