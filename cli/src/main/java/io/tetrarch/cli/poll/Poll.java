package io.tetrarch.cli.poll;

import java.time.Duration;

/**
 * Looking again and again for what nobody tells of: that another process has let a lock go, or what a server answers by
 * now. The only place where a command sleeps.
 */
public final class Poll {
    private final Duration pause;
    private final long begunNanos = System.nanoTime();

    private Poll(Duration pause) {
        this.pause = pause;
    }

    /** Begins now. */
    public static Poll every(Duration pause) {
        return new Poll(pause);
    }

    /** Whether it has gone on for longer. */
    public boolean hasLasted(Duration limit) {
        return System.nanoTime() - begunNanos > limit.toNanos();
    }

    /** Until it is time for the next look. */
    public void pause() throws InterruptedException {
        Thread.sleep(pause);
    }
}
