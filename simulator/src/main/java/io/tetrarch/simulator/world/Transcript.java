package io.tetrarch.simulator.world;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.simulator.random.Randomness;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run's log: always as a running hash, by which two runs are compared; on demand also in words. */
public final class Transcript {
    private final @Nullable Consumer<String> lines;
    private long hash;

    public Transcript(@Nullable Consumer<String> lines) {
        this.lines = lines;
    }

    void note(long millis, int kind, int replica, long what) {
        hash = Randomness.mix(hash ^ Randomness.mix(what) ^ (millis << 20) ^ ((long) replica << 8) ^ kind);
    }

    void note(long millis, int kind, int replica, Bytes what) {
        note(millis, kind, replica, what.hashCode());
    }

    /** Whether anyone reads the words. */
    boolean isTold() {
        return lines != null;
    }

    void say(long millis, Supplier<String> line) {
        if (lines != null) {
            lines.accept(millis + "\t" + line.get());
        }
    }

    /** Equal for two runs only if they were the same, step by step. */
    public long hash() {
        return hash;
    }
}
