package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Timer;
import java.util.EnumMap;
import java.util.Map;

/** Counts each timer's starts, stops and firings: what was started before the latest of them has ended. */
final class TimerRuns {
    private final Map<Timer, Long> latest = new EnumMap<>(Timer.class);

    /** Ends the run there is and names the next. */
    long next(Timer timer) {
        return latest.merge(timer, 1L, Long::sum);
    }

    boolean isLatest(Timer timer, long run) {
        return latest.getOrDefault(timer, 0L) == run;
    }
}
