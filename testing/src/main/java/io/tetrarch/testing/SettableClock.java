package io.tetrarch.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is set. For any thread. */
public final class SettableClock implements InstantSource {
    private final AtomicReference<Instant> now;

    private SettableClock(Instant now) {
        this.now = new AtomicReference<>(now);
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
        return now.get();
    }

    /** To any time, an earlier one too. */
    public void set(Instant to) {
        now.set(to);
    }

    /** @param by negative to go back */
    public void advance(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }
}
