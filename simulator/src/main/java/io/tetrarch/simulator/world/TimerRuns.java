package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Timer;

/** Counts each timer's starts, stops and firings: what was started before the latest of them has ended. */
final class TimerRuns {
    private long view;
    private long status;

    /** Ends the run there is and names the next. */
    long next(Timer timer) {
        return switch (timer) {
            case VIEW -> ++view;
            case STATUS -> ++status;
        };
    }

    boolean isLatest(Timer timer, long run) {
        return run
                == switch (timer) {
                    case VIEW -> view;
                    case STATUS -> status;
                };
    }
}
