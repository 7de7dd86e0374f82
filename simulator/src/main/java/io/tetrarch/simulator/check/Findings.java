package io.tetrarch.simulator.check;

/** Where a checker says what it found. */
@FunctionalInterface
public interface Findings {
    void violated(String property, int replica, String what);
}
