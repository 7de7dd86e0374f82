package io.tetrarch.simulator.random;

/**
 * SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): small, fast, and splittable, so that each part of a world draws from
 * a stream of its own and a change in one part does not shift the others. Not safe for use by several threads.
 */
public final class Randomness {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    public Randomness(long seed) {
        this.state = mix(seed + GOLDEN);
    }

    /** An independent stream; the same parent state and label give the same one, and the parent does not move. */
    public Randomness split(long label) {
        return new Randomness(mix(state) ^ mix(label * GOLDEN + 1));
    }

    public long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in 0 until {@code bound}, which is positive. */
    public int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** Uniform from {@code low} to {@code high}, both included. */
    public long between(long low, long high) {
        return low + Math.floorMod(next(), high - low + 1);
    }

    /** True with a probability of {@code perMille} in a thousand; draws nothing if that is 0. */
    public boolean chance(int perMille) {
        return perMille > 0 && below(1000) < perMille;
    }

    /** A well-mixed function of its argument (a bijection). */
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
