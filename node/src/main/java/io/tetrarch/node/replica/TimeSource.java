package io.tetrarch.node.replica;

/** Both clocks. Timers run on the monotonic one only; the other serves for deadlines that clients set. */
public interface TimeSource {
    TimeSource SYSTEM = new TimeSource() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }
    };

    /** Monotonic; comparable by difference only. */
    long nanos();

    /** Unix time; may jump. */
    long wallMillis();
}
