package io.tetrarch.cli.terminal;

import io.tetrarch.cli.terminal.Terminal.Screen;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A line that a person can watch while something takes longer than a second; on anything but a terminal nothing is
 * shown. For several threads.
 */
public final class Progress implements AutoCloseable {
    private static final long EVERY_NANOS = 1_000_000_000;

    private final Screen screen;
    private final AtomicLong shownNanos = new AtomicLong(System.nanoTime());

    public Progress(Screen screen) {
        this.screen = screen;
    }

    /** Says how far it is, unless it was said within the last second. */
    public void show(Supplier<String> line) {
        long now = System.nanoTime();
        long last = shownNanos.get();
        if (screen.interactive() && now - last >= EVERY_NANOS && shownNanos.compareAndSet(last, now)) {
            screen.writer().print("\r\u001B[K" + Drawn.line(line.get(), true));
            screen.writer().flush();
        }
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (screen.interactive()) {
            screen.writer().print("\r\u001B[K");
            screen.writer().flush();
        }
    }
}
