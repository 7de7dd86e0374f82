package io.tetrarch.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is set. For any thread. */
public final class SettableClock implements InstantSource {
    private volatile Instant now;

    private SettableClock(Instant now) {
        this.now = now;
    }

    public static SettableClock at(Instant now) {
        return new SettableClock(now);
    }

    /** @param now as text, such as {@code 2026-03-01T12:00:00Z} */
    public static SettableClock at(String now) {
        return at(Instant.parse(now));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** To any time, an earlier one too. */
    public synchronized void set(Instant to) {
        now = to;
    }

    /** @param by negative to go back */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
