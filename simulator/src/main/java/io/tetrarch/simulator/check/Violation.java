package io.tetrarch.simulator.check;

/**
 * A property that did not hold.
 *
 * @param property S1 to S9 or L1 to L3 as docs/protocol.md names them, or HALT where an honest replica stopped by itself
 * @param atMillis virtual time
 * @param replica the honest replica it was seen at, or -1
 */
public record Violation(String property, long atMillis, int replica, String what) {
    @Override
    public String toString() {
        return property + " at " + atMillis + " ms, replica " + replica + ": " + what;
    }
}
