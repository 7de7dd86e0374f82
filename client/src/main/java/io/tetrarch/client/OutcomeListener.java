package io.tetrarch.client;

import java.time.Duration;
import java.util.Optional;

/**
 * Is told what came of every request, for metrics and traces. Called where answers are handed over, on a thread that no
 * replica needs, for several requests at once; what it throws is logged and costs nobody anything.
 */
@FunctionalInterface
public interface OutcomeListener {

    /** Once for each request, receipts and changes of devices aside. */
    void ended(Told told);

    /**
     * What came of a request.
     *
     * @param tier that it was asked in
     * @param latency from being asked, or found again after a restart, to being told
     * @param decision with outcome, verdicts and reasons; empty if none came
     * @param why none came; empty if one did
     */
    record Told(String tier, Duration latency, Optional<Decision> decision, Optional<UndecidedException> why) {}
}
