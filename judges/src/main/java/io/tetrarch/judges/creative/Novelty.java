package io.tetrarch.judges.creative;

import io.tetrarch.gate.judge.Features;
import io.tetrarch.gate.judge.History;

/** How new an action is for whoever asks, against what they were last allowed to do. */
final class Novelty {

    /** With fewer actions remembered, everything is new and nothing follows from it. */
    private static final int ENOUGH = 8;

    private Novelty() {}

    /** From 0, all of it was seen before, to 100, none of it; 0 where too little is remembered. */
    static int of(Features features, History history) {
        if (history.recent().size() < ENOUGH || features.names().isEmpty()) {
            return 0;
        }
        long unseen = features.names().stream()
                .filter(feature -> history.count(feature) == 0)
                .count();
        return (int) (100 * unseen / features.names().size());
    }
}
