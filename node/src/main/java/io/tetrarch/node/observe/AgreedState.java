package io.tetrarch.node.observe;

import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.proof.rule.CharterBook;

/**
 * What the replicas of a group have agreed on, as far as enough of them say so that an honest one is among them. Who runs
 * them in the same process looks at their states; who does not goes by f+1 equal answers.
 *
 * <p>For any number of threads.
 */
public interface AgreedState {
    /**
     * The charters as a quorum of the replicas knows them, or newer: a request under the one in force there is not taken
     * for one that comes too early.
     */
    CharterBook charters();

    /** Which keys stand for devices, as more than f replicas know it, or newer. */
    DeviceTable devices();
}
