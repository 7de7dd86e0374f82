package io.tetrarch.client.request;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Both clocks that a client goes by.
 *
 * @param wall for the validity of what it asks; may jump
 * @param nanos monotonic, comparable by difference only; for all waiting
 */
public record Clocks(InstantSource wall, LongSupplier nanos) {
    /** Those of this machine. */
    public static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);
}
