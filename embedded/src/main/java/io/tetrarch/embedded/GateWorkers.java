package io.tetrarch.embedded;

import io.tetrarch.client.GateSettings;
import io.tetrarch.node.replica.Workers;

/** The threads of a cluster, as its settings say. */
final class GateWorkers {
    /** Four replicas may wait for their disk at once. */
    private static final int STORED = 4;

    private static final int IN_MEMORY = 2;

    private GateWorkers() {}

    static Workers of(GateSettings settings, boolean stored) {
        int number = settings.workers().orElse(stored ? STORED : IN_MEMORY);
        return settings.threads()
                .map(threads -> new Workers(threads, number))
                .orElseGet(() -> new Workers("tetrarch-worker", number));
    }
}
