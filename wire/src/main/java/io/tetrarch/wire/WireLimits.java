package io.tetrarch.wire;

import io.tetrarch.pbft.message.EntryShape;

/**
 * Bounds that a decoder holds every message to before anything is built from it.
 *
 * @param replicas members of the group: every index of a replica lies below, and no certificate has more signers
 * @param messageBytes of one encoded message
 * @param actionBytes of one action
 * @param elements of a list of entries, verdicts, batches or chunks
 * @param textBytes of one text, as UTF-8
 */
public record WireLimits(int replicas, int messageBytes, int actionBytes, int elements, int textBytes) {

    /** The bounds for messages of a group of {@code replicas}; they leave room for a lagging replica's catching up. */
    public static WireLimits of(int replicas) {
        return new WireLimits(replicas, 16 << 20, EntryShape.MOST_ACTION_BYTES, 4096, EntryShape.MOST_TEXT_BYTES);
    }

    /** The same for records of a replica's own store, whose snapshots have no other bound than the store's. */
    public WireLimits forStore() {
        return new WireLimits(replicas, Integer.MAX_VALUE, actionBytes, Integer.MAX_VALUE, textBytes);
    }
}
